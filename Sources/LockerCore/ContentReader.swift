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

    /// Hands the bytes of `range`, which lies within the file, to `body`, piece by piece in order. Only the chunks
    /// that the range touches are read.
    func read(
        _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Void
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
    /// - Throws: ``LockerError/Code/dataLoss`` when its segments do not belong together.
    func joiner() throws(LockerError) -> OggJoiner {
        let skeleton = source(of: recipe.chunks(of: .skeleton))
        guard skeleton.size <= OggSkeleton.maximumSize else {
            throw LockerError(
                .dataLoss, "a skeleton of \(skeleton.size) bytes is longer than \(OggSkeleton.maximumSize)")
        }
        let joiner = try OggJoiner(
            skeleton: OggSkeleton(try skeleton.bytes(at: 0, count: skeleton.size)),
            head: source(of: recipe.chunks(of: .head)), payload: payload, tail: source(of: recipe.chunks(of: .tail)))
        guard joiner.size == recipe.size else {
            throw LockerError(
                .dataLoss, "the segments of an Ogg file make \(joiner.size) bytes, its recipe says \(recipe.size)")
        }
        return joiner
    }

    private func readJoined(
        _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Void
    ) throws(LockerError) {
        let joiner = try joiner()
        var offset = range.lowerBound
        while offset < range.upperBound {
            let piece = try joiner.bytes(at: offset, count: min(ContentReader.joinedPiece, range.upperBound - offset))
            try piece.withUnsafeBufferPointer { (bytes) throws(LockerError) in
                try body(UnsafeRawBufferPointer(bytes))
            }
            offset += piece.count
        }
    }

    private func source(of chunks: [ChunkReference]) -> StoredChunks {
        StoredChunks(chunks, packs: packs, context: context)
    }
}
