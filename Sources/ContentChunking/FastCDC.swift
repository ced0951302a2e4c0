/// Content-defined chunking by FastCDC with normalised chunking at level 2 and two bytes a step: chunks of 16 to
/// 256 KiB, 64 KiB on average.
///
/// A cut depends on nothing but the bytes since the last one, so an edit moves only the cuts next to it.
/// Source: Xia et al., "The Design of Fast Content-Defined Chunking for Data Deduplication Based Storage Systems",
/// IEEE TPDS 31 (2020). Cuts are the same as those of the common implementations (the Rust crate `fastcdc`, module
/// `v2020`; `pyfastcdc` on PyPI); docs/format.md gives the rules whole.
public struct FastCDC {
    /// No chunk but a file's or segment's last is shorter. In bytes, even.
    public static let minimum = 16 << 10
    /// The mask is stricter before this length and looser after it, which pulls lengths towards it. In bytes, even.
    public static let average = 64 << 10
    /// No chunk is longer. In bytes, even.
    public static let maximum = 256 << 10

    /// 18 bits, spread over the word, for the lengths below the average: 2 more than its logarithm.
    private static let strictMask: UInt64 = 0xd907_0753_7000
    /// 14 bits for the lengths above it: 2 less.
    private static let looseMask: UInt64 = 0xd903_1353_0000

    /// The bytes of each of the stretches that are scanned side by side. Even, at least 64.
    private static let stretch = 4096

    /// 256 entries of the gear table, then the same ones shifted left by one.
    ///
    /// Allocated once for the life of the process: an array would be bounds-checked and retained in the loop,
    /// which halves its speed.
    private static let tables = Tables()
    private let gear: UnsafePointer<UInt64>
    private let shiftedGear: UnsafePointer<UInt64>
    private let lanes: GearLanes?

    /// - Parameter usesLanes: whether to use the processor's instructions for it where there are any. Cuts are the
    ///   same.
    public init(usesLanes: Bool = true) {
        gear = FastCDC.tables.base
        shiftedGear = FastCDC.tables.base + 256
        lanes = usesLanes ? FastCDC.tables.lanes : nil
    }

    /// The length of the chunk that starts at the first of `bytes`.
    ///
    /// - Parameter bytes: at least ``maximum`` bytes, or all that are left of the input. Fewer bytes than that cut
    ///   the input where the buffer ends.
    /// - Returns: 1 to ``maximum``, at most `bytes.count`; 0 for no bytes.
    public func cut(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard bytes.count > FastCDC.minimum, let base = bytes.baseAddress else { return bytes.count }
        let source = base.assumingMemoryBound(to: UInt8.self)
        let end = min(bytes.count, FastCDC.maximum)
        var hash: UInt64 = 0
        let centre = min(FastCDC.average, end) & ~1
        // From there on the hash does not know where it began.
        let rolling = min(FastCDC.minimum + 64, centre)
        if let cut = roll(source, FastCDC.minimum, rolling, FastCDC.strictMask, &hash) { return cut }
        if let cut = scan(source, rolling, centre, FastCDC.strictMask, &hash) { return cut }
        return scan(source, centre, end & ~1, FastCDC.looseMask, &hash) ?? end
    }

    /// Looks for a cut in `[start, end)`, both even, of which `start` is 64 bytes behind ``minimum`` or more.
    @inline(__always)
    private func scan(
        _ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ mask: UInt64, _ hash: inout UInt64
    ) -> Int? {
        let length = GearLanes.tileLength
        guard let lanes, end - start >= length else { return scanTwo(source, start, end, mask, &hash) }
        var next = start
        while next < end {
            // The last tile reaches back into the one before, where there is no cut.
            next = min(next, end - length)
            if let cut = lanes.firstCut(source + next, mask) { return next + cut }
            next += length
        }
        hash = 0
        for index in end - 64..<end { hash = (hash << 1) &+ gear[Int(source[index])] }
        return nil
    }

    /// The same without the lanes, rolling `hash` over it.
    ///
    /// Each step waits for the hash of the one before, so two stretches are scanned side by side: 1.28 times as fast as
    /// one after the other. The later one can begin without the hash of the earlier one, because 64 bytes shift all
    /// that was before them out of it.
    @inline(__always)
    private func scanTwo(
        _ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ mask: UInt64, _ hash: inout UInt64
    ) -> Int? {
        let length = FastCDC.stretch
        var earlier = start
        while end - earlier >= 2 * length {
            let later = earlier + length
            var laterHash: UInt64 = 0
            for index in later - 64..<later { laterHash = (laterHash << 1) &+ gear[Int(source[index])] }
            var done = 0
            var found = -1
            while done < length, found < 0 {
                if let cut = step(source, earlier + done, mask, &hash) { return cut }
                if let cut = step(source, later + done, mask, &laterHash) { found = cut }
                done += 2
            }
            if found >= 0 { return roll(source, earlier + done, later, mask, &hash) ?? found }
            hash = laterHash
            earlier = later + length
        }
        return roll(source, earlier, end, mask, &hash)
    }

    /// One step after the other.
    @inline(__always)
    private func roll(
        _ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ mask: UInt64, _ hash: inout UInt64
    ) -> Int? {
        var index = start
        while index < end {
            if let cut = step(source, index, mask, &hash) { return cut }
            index += 2
        }
        return nil
    }

    /// Rolls `hash` over the bytes at `index` and behind it. The first is added shifted already, so its test uses the
    /// mask shifted as well.
    @inline(__always)
    private func step(_ source: UnsafePointer<UInt8>, _ index: Int, _ mask: UInt64, _ hash: inout UInt64) -> Int? {
        hash = (hash << 2) &+ shiftedGear[Int(source[index])]
        if hash & (mask << 1) == 0 { return index }
        hash = hash &+ gear[Int(source[index + 1])]
        return hash & mask == 0 ? index + 1 : nil
    }

    private struct Tables: @unchecked Sendable {
        let base: UnsafePointer<UInt64>
        let lanes: GearLanes?

        init() {
            let entries = UnsafeMutablePointer<UInt64>.allocate(capacity: 512)
            for (value, entry) in gearTable.enumerated() {
                entries[value] = entry
                entries[256 + value] = entry << 1
            }
            base = UnsafePointer(entries)
            lanes = GearLanes(gear: base)
        }
    }
}
