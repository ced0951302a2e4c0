import LockerBase
import MediaLayout
import PackEngine
import Recipes

/// Chunks of the store, one behind the other, each checked against its digest. For one thread at a time.
///
/// Holds what it read last: what follows in small pieces is read, hashed and decompressed once.
final class StoredChunks: ByteSource {
    /// The most bytes of chunks that are read together.
    private static let together = 2 << 20

    private let chunks: [ChunkReference]
    /// Where each chunk starts among the bytes of this source.
    private let starts: [Int]
    private let packs: PackStore
    private let context: ReadContext
    private let ahead: Int
    private var held: (places: Range<Int>, bytes: [UInt8]) = (0..<0, [])

    let size: Int

    /// - Parameter ahead: the most bytes that ``read(at:into:)`` holds, or else one chunk.
    init(_ chunks: some Sequence<ChunkReference>, packs: PackStore, context: ReadContext, ahead: Int) {
        self.chunks = Array(chunks)
        self.packs = packs
        self.context = context
        self.ahead = ahead
        var (starts, size) = ([Int](), 0)
        for chunk in self.chunks {
            starts.append(size)
            size += chunk.length
        }
        (self.starts, self.size) = (starts, size)
    }

    /// Reads up to the end of what is held.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LockerError) -> Int {
        guard offset >= 0, offset < size else { return 0 }
        let place = place(of: offset)
        if !held.places.contains(place) { try hold(places(from: place, below: chunks.count, atMost: ahead)) }
        let inside = offset - starts[held.places.lowerBound]
        let count = min(buffer.count, held.bytes.count - inside)
        held.bytes.withUnsafeBytes { bytes in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[inside..<inside + count]))
        }
        return count
    }

    private func hold(_ places: Range<Int>) throws(LockerError) {
        held.places = 0..<0
        held.bytes.removeAll(keepingCapacity: true)
        // Appended to, it would grow to twice what it needs: too much to be kept for the next file (FreedMemory).
        held.bytes.reserveCapacity(chunks[places].reduce(0) { $0 + $1.length })
        try packs.reader.withRecords(.chunk, chunks[places].map(\.digest), using: context) {
            (number, pieces) throws(LockerError) in
            try check(pieces, from: places.lowerBound + number)
            for piece in pieces { held.bytes.append(contentsOf: piece) }
        }
        held.places = places
    }

    /// Hands the bytes of `range`, which lies within the source, to `body`, in order. Only the chunks that the range
    /// touches are read, and none is copied.
    func read(
        _ range: Range<Int>, _ body: ([UnsafeRawBufferPointer]) throws(LockerError) -> Void
    ) throws(LockerError) {
        if range.isEmpty { return }
        var next = place(of: range.lowerBound)
        let end = place(of: range.upperBound - 1) + 1
        while next < end {
            let places = places(from: next, below: end, atMost: StoredChunks.together)
            try packs.reader.withRecords(.chunk, chunks[places].map(\.digest), using: context) {
                (number, pieces) throws(LockerError) in
                let first = places.lowerBound + number
                try check(pieces, from: first)
                var parts = pieces
                for (place, piece) in zip(first..., pieces) {
                    let start = starts[place]
                    let wanted = range.clamped(to: start..<start + piece.count)
                    parts[place - first] = UnsafeRawBufferPointer(
                        rebasing: piece[wanted.lowerBound - start..<wanted.upperBound - start])
                }
                try body(parts)
            }
            next = places.upperBound
        }
    }

    /// The places of as many chunks as have `limit` bytes together, and one at least.
    private func places(from first: Int, below end: Int, atMost limit: Int) -> Range<Int> {
        var (next, bytes) = (first + 1, chunks[first].length)
        while next < end, bytes + chunks[next].length <= limit {
            bytes += chunks[next].length
            next += 1
        }
        return first..<next
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

    /// Checks that the chunks from the place `first` on are as long as their recipe says.
    private func check(_ pieces: [UnsafeRawBufferPointer], from first: Int) throws(LockerError) {
        for (chunk, piece) in zip(chunks[first...], pieces) where piece.count != chunk.length {
            throw LockerError(
                .dataLoss, "chunk \(chunk.digest) is \(piece.count) bytes long, its recipe says \(chunk.length)")
        }
    }
}
