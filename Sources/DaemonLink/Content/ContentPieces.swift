import LockerBase
import NIOCore

/// The bytes of a range of content, in order, in pieces of at most 128 KiB. What is not taken is not asked for, but for one
/// piece while they are taken as fast as they come.
///
/// An iterator is for one task. Where that is cancelled, so are the calls that are under way.
package struct ContentPieces: AsyncSequence, Sendable {
    package typealias Element = ByteBuffer
    package typealias Failure = LockerError
    package typealias AsyncIterator = Iterator

    let reader: OpenContent
    let range: Range<UInt64>

    package func makeAsyncIterator() -> Iterator {
        Iterator(pieces: ReadAhead(reader, range))
    }

    package struct Iterator: AsyncIteratorProtocol {
        package typealias Element = ByteBuffer
        package typealias Failure = LockerError

        let pieces: ReadAhead

        /// The next piece; nil at the end of the range.
        package mutating func next(isolation actor: isolated (any Actor)?) async throws(LockerError) -> ByteBuffer? {
            try await pieces.next()
        }
    }
}
