import LockerBase
import NIOCore
import TTRPC

/// The answer of `ReadBlob`, whose content is not copied.
enum ContentReply {
    /// Number and kind of the field `data`.
    private static let dataTag: UInt64 = 1 << 3 | 2

    /// The content in the message `payload`: a slice of it.
    static func data(in payload: ByteBuffer) throws(LockerError) -> ByteBuffer {
        guard let range = payload.withUnsafeReadableBytes({ find(in: $0) }) else {
            throw LockerError(.internal, "ReadBlob: the daemon's answer cannot be decoded")
        }
        return payload.getSlice(at: payload.readerIndex + range.lowerBound, length: range.count) ?? ByteBuffer()
    }

    /// Where the content lies; nil when the message is none. Of several, the last one counts, as protobuf demands.
    private static func find(in bytes: UnsafeRawBufferPointer) -> Range<Int>? {
        var scanner = FieldScanner(bytes)
        var range = 0..<0
        do {
            while let field = try scanner.next() {
                if field.tag == dataTag { range = field.value }
            }
        } catch {
            return nil
        }
        return range
    }
}
