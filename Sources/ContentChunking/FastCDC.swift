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

    private let lanes: GearLanes
    private let gear: UnsafePointer<UInt64>
    private let shiftedGear: UnsafePointer<UInt64>

    /// Cuts are the same on every machine.
    public init() {
        self.init(.measured)
    }

    /// - Parameter lanes: the instructions to use.
    package init(_ lanes: GearLanes) {
        self.lanes = lanes
        gear = lanes.gear
        shiftedGear = lanes.gear + 256
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
        guard end - start >= length else { return roll(source, start, end, mask, &hash) }
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
}
