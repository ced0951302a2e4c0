import LockerBase
import MediaLayout
import PackEngine
import Recipes

/// Reads a file's content back from its chunks, each checked against its digest.
struct ContentReader {
    let recipe: Recipe
    let packs: PackStore
    let context: ReadContext

    /// Bytes that are handed out at once of a file that is put together page by page.
    private static let joinedPiece = 256 << 10
    /// Bytes of each segment that are held while much of such a file is put together.
    private static let joinedAhead = 1 << 20

    /// Hands the bytes of `range`, which lies within the file, to `body`, in order. Only the chunks that the range
    /// touches are read.
    func read(
        _ range: Range<Int>, _ body: ([UnsafeRawBufferPointer]) throws(LockerError) -> Void
    ) throws(LockerError) {
        switch recipe.assembly {
        case .concatenation: try source(of: recipe.chunks).read(range, body)
        case .ogg: try readJoined(range, body)
        }
    }

    /// The audio, all payload segments one after the other.
    var payload: any ByteSource { source(of: recipe.chunks(of: .payload)) }

    /// An Ogg file put together again.
    ///
    /// - Parameter ahead: the most bytes of each segment that are read at once, or else one chunk.
    /// - Throws: ``LockerError/Code/dataLoss`` when its segments do not belong together.
    func joiner(ahead: Int = 0) throws(LockerError) -> OggJoiner {
        let skeleton = source(of: recipe.chunks(of: .skeleton))
        guard skeleton.size <= OggSkeleton.maximumSize else {
            throw LockerError(
                .dataLoss, "a skeleton of \(skeleton.size) bytes is longer than \(OggSkeleton.maximumSize)")
        }
        let joiner = try OggJoiner(
            skeleton: OggSkeleton(try skeleton.bytes(at: 0, count: skeleton.size)),
            head: source(of: recipe.chunks(of: .head), ahead: ahead),
            payload: source(of: recipe.chunks(of: .payload), ahead: ahead),
            tail: source(of: recipe.chunks(of: .tail), ahead: ahead))
        guard joiner.size == recipe.size else {
            throw LockerError(
                .dataLoss, "the segments of an Ogg file make \(joiner.size) bytes, its recipe says \(recipe.size)")
        }
        return joiner
    }

    private func readJoined(
        _ range: Range<Int>, _ body: ([UnsafeRawBufferPointer]) throws(LockerError) -> Void
    ) throws(LockerError) {
        // Who reads a part wants no more than that.
        let joiner = try joiner(ahead: range.count < 2 * ContentReader.joinedAhead ? 0 : ContentReader.joinedAhead)
        var offset = range.lowerBound
        while offset < range.upperBound {
            let piece = try joiner.bytes(at: offset, count: min(ContentReader.joinedPiece, range.upperBound - offset))
            try piece.withUnsafeBufferPointer { (bytes) throws(LockerError) in
                try body([UnsafeRawBufferPointer(bytes)])
            }
            offset += piece.count
        }
    }

    private func source(of chunks: [ChunkReference], ahead: Int = 0) -> StoredChunks {
        StoredChunks(chunks, packs: packs, context: context, ahead: ahead)
    }
}
