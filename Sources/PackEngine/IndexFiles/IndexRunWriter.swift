import LockerBase
import POSIXSupport

/// Writes a run, entry by entry in the order of their keys.
final class IndexRunWriter {
    private static let bufferLength = 64 * IndexFormat.blockLength

    private let file: any IndexFile
    private let number: UInt64
    private let sequence: UInt64
    private let salt = UInt64.random(in: .min ... .max)
    private let filter: IndexFilter
    private var fences: [UInt32] = []
    private var entries = 0
    /// Blocks that are not written yet, the last of them not full.
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferLength, alignment: 64)
    /// Where the next entry goes in the buffer.
    private var position = 0
    private var written = 0

    /// - Parameter capacity: how many entries there will be at most.
    init(
        _ folder: any IndexFolder, number: UInt64, sequence: UInt64, capacity: Int
    ) throws(SystemError) {
        file = try folder.create(IndexFormat.runName(number))
        (self.number, self.sequence) = (number, sequence)
        filter = IndexFilter(count: capacity, salt: salt)
        fences.reserveCapacity(IndexFormat.blocks(capacity))
    }

    deinit { buffer.deallocate() }

    func append(_ entry: IndexEntry) throws(SystemError) {
        if entries % IndexFormat.entriesPerBlock == 0 { fences.append(entry.key.prefix) }
        entry.encode(into: buffer, at: position)
        filter.insert(entry.key.digest)
        entries += 1
        position += IndexFormat.entryLength
        if entries % IndexFormat.entriesPerBlock == 0 { try endBlock() }
    }

    /// Makes the run durable, but for its name. Nil when it has no entry.
    func finish() throws(SystemError) -> IndexRun? {
        if entries == 0 { return nil }
        if entries % IndexFormat.entriesPerBlock > 0 { try endBlock() }
        try flush()
        var tail = fences.withUnsafeBytes { Array($0) }
        tail.append(contentsOf: repeatElement(0, count: (tail.count + 7) & ~7 - tail.count))
        let reference = IndexRun.Reference(number: number, entries: entries, salt: salt, sequence: sequence)
        let sum = IndexRun.tailChecksum(of: tail, filter, salt: salt)
        try write(tail)
        try write(UnsafeRawBufferPointer(filter.bytes))
        try write(IndexRun.trailer(reference, lines: filter.lineCount, checksum: sum))
        try file.synchronize()
        return IndexRun(reference, file: file, fences: fences, filter: filter)
    }

    /// Fills a block up with zeros, and its checksum.
    private func endBlock() throws(SystemError) {
        let start = (position - 1) / IndexFormat.blockLength * IndexFormat.blockLength
        let block = UnsafeMutableRawBufferPointer(rebasing: buffer[start..<start + IndexFormat.blockLength])
        let end = IndexFormat.blockLength - 8
        for place in position - start..<end { block[place] = 0 }
        let sum = checksum(
            UnsafeRawBufferPointer(rebasing: block[..<end]), seed: salt &+ UInt64(fences.count - 1))
        block.store(sum, at: end)
        position = start + IndexFormat.blockLength
        if position == buffer.count { try flush() }
    }

    private func flush() throws(SystemError) {
        try write(UnsafeRawBufferPointer(rebasing: buffer[..<position]))
        position = 0
    }

    private func write(_ bytes: [UInt8]) throws(SystemError) {
        try bytes.withRawBytes { (raw) throws(SystemError) in try write(raw) }
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
        if bytes.isEmpty { return }
        try file.write(bytes, at: written)
        written += bytes.count
    }
}
