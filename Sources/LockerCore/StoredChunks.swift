import LockerBase
import MediaLayout
import PackEngine
import Recipes

/// Chunks of the store, one behind the other, each checked against its digest. For one thread at a time.
///
/// Holds the chunk it read last: what follows in small pieces is read, hashed and decompressed once.
final class StoredChunks: ByteSource {
    private let chunks: [ChunkReference]
    /// Where each chunk starts among the bytes of this source.
    private let starts: [Int]
    private let packs: PackStore
    private let context: ReadContext
    private var held: (place: Int, bytes: [UInt8]) = (-1, [])

    let size: Int

    init(_ chunks: some Sequence<ChunkReference>, packs: PackStore, context: ReadContext) {
        self.chunks = Array(chunks)
        self.packs = packs
        self.context = context
        var (starts, size) = ([Int](), 0)
        for chunk in self.chunks {
            starts.append(size)
            size += chunk.length
        }
        (self.starts, self.size) = (starts, size)
    }

    /// Reads up to the end of the chunk that `offset` lies in.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LockerError) -> Int {
        guard offset >= 0, offset < size else { return 0 }
        let place = place(of: offset)
        if held.place != place { held = (place, try packs.read(chunks[place], using: context) { Array($0) }) }
        let inside = offset - starts[place]
        let count = min(buffer.count, held.bytes.count - inside)
        held.bytes.withUnsafeBytes { bytes in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[inside..<inside + count]))
        }
        return count
    }

    /// Hands the bytes of `range`, which lies within the source, to `body`, piece by piece in order. Only the chunks
    /// that the range touches are read, and none is copied.
    func read(
        _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Void
    ) throws(LockerError) {
        if range.isEmpty { return }
        for place in place(of: range.lowerBound)..<chunks.count where starts[place] < range.upperBound {
            let start = starts[place]
            let wanted = range.clamped(to: start..<start + chunks[place].length)
            try packs.read(chunks[place], using: context) { (bytes) throws(LockerError) in
                let part = wanted.lowerBound - start..<wanted.upperBound - start
                try body(UnsafeRawBufferPointer(rebasing: bytes[part]))
            }
        }
    }

    /// The chunk that holds the byte at `offset`.
    private func place(of offset: Int) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }
}

extension PackStore {
    /// Runs `body` with the bytes of a chunk, which must be as long as its recipe says.
    fileprivate func read<Result>(
        _ chunk: ChunkReference, using context: ReadContext,
        _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        try withRecord(.chunk, chunk.digest, using: context) { (bytes) throws(LockerError) in
            guard bytes.count == chunk.length else {
                throw LockerError(
                    .dataLoss, "chunk \(chunk.digest) is \(bytes.count) bytes long, its recipe says \(chunk.length)")
            }
            return try body(bytes)
        }
    }
}
