import ContentChunking
import LockerBase
import PackEngine
import Recipes

/// Reads a file's content back from its chunks, each checked against its digest.
struct ContentReader {
    let recipe: Recipe
    let packs: PackStore
    let context: ReadContext

    /// Hands the bytes of `range`, which lies within the file, to `body`, piece by piece in order. Only the chunks
    /// that the range touches are read.
    func read(
        _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Void
    ) throws(LockerError) {
        var chunkStart = 0
        for chunk in recipe.chunks where !range.isEmpty {
            let chunkEnd = chunkStart + chunk.length
            defer { chunkStart = chunkEnd }
            if chunkEnd <= range.lowerBound { continue }
            if chunkStart >= range.upperBound { return }
            let wanted = range.clamped(to: chunkStart..<chunkEnd)
            try packs.withRecord(.chunk, chunk.digest, using: context) { (bytes) throws(LockerError) in
                guard bytes.count == chunk.length else {
                    throw LockerError(
                        .dataLoss, "chunk \(chunk.digest) is \(bytes.count) bytes long, its recipe says \(chunk.length)"
                    )
                }
                let part = wanted.lowerBound - chunkStart..<wanted.upperBound - chunkStart
                try body(UnsafeRawBufferPointer(rebasing: bytes[part]))
            }
        }
    }
}
