import LockerBase
import LockerTestSupport

/// The bytes of a simulated pack: those that everybody reads, those that a crash leaves, and which records a sound disk
/// was given.
struct SimulatedContents {
    private(set) var bytes: [UInt8] = []
    private var durable: [UInt8] = []
    /// The sectors that were written since they were last synced.
    private var dirty: Set<Int> = []
    /// Whether it takes no more.
    private(set) var isSealed = false
    /// Where the records are that were written as they should be.
    private(set) var records: [(range: Range<Int>, digest: Digest)] = []

    static let sector = 512

    /// The sectors that `range` touches.
    static func sectors(of range: Range<Int>) -> Range<Int> {
        range.isEmpty ? 0..<0 : range.lowerBound / sector..<(range.upperBound - 1) / sector + 1
    }

    /// Writes bytes, of which only those land that lie in the sectors that `lands` names.
    mutating func write(_ new: some Collection<UInt8>, at offset: Int, where lands: (Int) -> Bool = { _ in true }) {
        let range = offset..<offset + new.count
        for number in SimulatedContents.sectors(of: range) where lands(number) {
            let part = range.clamped(to: number * SimulatedContents.sector..<(number + 1) * SimulatedContents.sector)
            resize(max(bytes.count, part.upperBound))
            bytes.replaceSubrange(part, with: new.dropFirst(part.lowerBound - offset).prefix(part.count))
            dirty.insert(number)
        }
    }

    mutating func seal() { isSealed = true }

    /// Another sealed pack in the place of this one, on the medium as well; its records are where they were.
    func replaced(by bytes: [UInt8]) -> SimulatedContents {
        var result = SimulatedContents()
        result.write(bytes, at: 0)
        result.synchronize(failing: false)
        result.records = records
        result.seal()
        return result
    }

    /// Takes note that a record was written at `offset`.
    mutating func wrote(_ digest: Digest, in range: Range<Int>) {
        records.append((range, digest))
    }

    mutating func resize(_ size: Int) {
        if size < bytes.count { bytes.removeSubrange(size...) }
        bytes.append(contentsOf: repeatElement(0, count: size - bytes.count))
    }

    /// Changes a bit, on the medium as well.
    mutating func rot(_ offset: Int, mask: UInt8) {
        if offset < bytes.count { bytes[offset] ^= mask }
        if offset < durable.count { durable[offset] ^= mask }
    }

    /// Saves what was written; when `failing`, counts it as saved and saves nothing, as Linux does.
    mutating func synchronize(failing: Bool) {
        if !failing { durable = SimulatedContents.merge(durable, bytes, sectors: dirty, size: bytes.count) }
        dirty = []
    }

    /// Forgets the bytes in memory that count as saved: reads find those of the medium.
    mutating func evict() {
        bytes = SimulatedContents.merge(durable, bytes, sectors: dirty, size: bytes.count)
    }

    /// As it is for another process when the first was killed before anything was synced.
    func afterKill() -> SimulatedContents {
        var result = SimulatedContents()
        (result.records, result.isSealed) = (records, isSealed)
        result.write(bytes, at: 0)
        return result
    }

    /// As it is after a crash: of each sector that was not synced, either the old or the new contents.
    func afterCrash(using generator: inout SplitMix64) -> SimulatedContents {
        let survivors = dirty.sorted().filter { _ in Bool.random(using: &generator) }
        let size = Bool.random(using: &generator) ? bytes.count : durable.count
        var result = SimulatedContents()
        (result.records, result.isSealed) = (records, isSealed)
        result.bytes = SimulatedContents.merge(durable, bytes, sectors: Set(survivors), size: size)
        result.durable = result.bytes
        return result
    }

    private static func merge(_ old: [UInt8], _ new: [UInt8], sectors: Set<Int>, size: Int) -> [UInt8] {
        var result = Array(old.prefix(size))
        result.append(contentsOf: repeatElement(0, count: size - result.count))
        for number in sectors {
            let (start, end) = (number * sector, min((number + 1) * sector, size, new.count))
            if start < end { result.replaceSubrange(start..<end, with: new[start..<end]) }
        }
        return result
    }
}
