import LockerBase
import POSIXSupport

/// Reads entries in the order of their keys: those of a run, some blocks at a time, or those in memory.
final class IndexCursor {
    private static let blocksTogether = 16

    /// Nil for entries in memory.
    let run: IndexRun?
    private let entries: [IndexEntry]
    private var buffer = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    /// The first block in the buffer, and how many are there.
    private var first = 0
    private var loaded = 0
    /// The number of the entry that ``current`` is.
    private var position: Int
    /// Nil at the end.
    private(set) var current: IndexEntry?

    /// At the first entry of `run` whose key is greater than `last`.
    init(_ run: IndexRun, after last: RecordKey?) throws(IndexFailure) {
        self.run = run
        entries = []
        // The first block that may hold one is never behind the last that begins before it.
        let prefix = last?.prefix ?? 0
        let block = last == nil ? 0 : max(0, (run.fences.partition { $0 >= prefix }) - 1)
        position = block * IndexFormat.entriesPerBlock
        buffer = .allocate(byteCount: IndexCursor.blocksTogether * IndexFormat.blockLength, alignment: 16)
        try load()
        try skip(to: last)
    }

    /// At the first of `entries`, which are in order, whose key is greater than `last`.
    init(_ entries: [IndexEntry], after last: RecordKey?) {
        run = nil
        self.entries = entries
        position = last.map { last in entries.partition { $0.key > last } } ?? 0
        current = position < entries.count ? entries[position] : nil
    }

    deinit { buffer.deallocate() }

    func advance() throws(IndexFailure) {
        position += 1
        try load()
    }

    private func skip(to last: RecordKey?) throws(IndexFailure) {
        guard let last else { return }
        while let entry = current, entry.key <= last { try advance() }
    }

    private func load() throws(IndexFailure) {
        guard let run else {
            current = position < entries.count ? entries[position] : nil
            return
        }
        guard position < run.reference.entries else {
            current = nil
            return
        }
        let (block, place) = position.quotientAndRemainder(dividingBy: IndexFormat.entriesPerBlock)
        if block < first || block >= first + loaded { try read(block, of: run) }
        let start = (block - first) * IndexFormat.blockLength + place * IndexFormat.entryLength
        guard let entry = IndexEntry.decode(UnsafeRawBufferPointer(buffer), at: start) else {
            throw run.damage("block \(block) holds what is no entry")
        }
        current = entry
    }

    /// Reads blocks together, and where one is not as it should be that one again.
    private func read(_ block: Int, of run: IndexRun) throws(IndexFailure) {
        (first, loaded) = (block, min(IndexCursor.blocksTogether, run.fences.count - block))
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(loaded * IndexFormat.blockLength)])
        let count = (try? run.file.read(into: part, at: block * IndexFormat.blockLength)) ?? 0
        for number in 0..<loaded {
            let start = number * IndexFormat.blockLength
            let raw = UnsafeMutableRawBufferPointer(rebasing: part[start..<start + IndexFormat.blockLength])
            if start + raw.count <= count, run.isWhole(UnsafeRawBufferPointer(raw), block + number) { continue }
            try run.read(block + number, into: raw)
        }
    }
}

extension Array {
    /// The number of the first element that `isBehind`; those that are stand behind those that are not.
    fileprivate func partition(_ isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
