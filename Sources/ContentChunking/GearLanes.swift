import CLanes

/// Looks for cuts in sixteen stretches side by side, with AVX-512.
///
/// The lanes have 32 bits of the hash, which say where there may be a cut: at one position of 1,024 with the strict
/// mask, of 128 with the loose one. Whether there is one is found out there alone, with all 64. Noise is cut 2.2 times
/// as fast as without.
struct GearLanes {
    /// The bytes that are scanned at a time.
    static let tileLength = Int(LOCKER_GEAR_LANES * LOCKER_GEAR_STRETCH)
    /// The bytes that a hash depends on, the last one of them where it ends: masks have no bit above bit 47, counted
    /// from 0.
    static let window = 48

    private static let lanes = Int(LOCKER_GEAR_LANES)
    private static let stretch = Int(LOCKER_GEAR_STRETCH)

    private let gear: UnsafePointer<UInt64>
    /// The gear table by bytes, as locker_gear_scan() wants it. Allocated once for the life of the process.
    private let planes: UnsafePointer<UInt8>

    /// - Parameter gear: 256 entries, for the life of the process.
    /// - Returns: nil where the processor has no such instructions.
    init?(gear: UnsafePointer<UInt64>) {
        guard locker_gear_has_lanes() else { return nil }
        let planes = UnsafeMutablePointer<UInt8>.allocate(capacity: 4 * 256)
        for plane in 0..<4 {
            for value in 0..<256 { planes[256 * plane + value] = UInt8(truncatingIfNeeded: gear[value] >> (8 * plane)) }
        }
        self.gear = gear
        self.planes = UnsafePointer(planes)
    }

    /// The first place of the ``tileLength`` bytes at `tile` where the hash is zero in all the bits of `mask`; nil
    /// where there is none.
    ///
    /// - Parameter tile: with 64 bytes in front of it.
    func firstCut(_ tile: UnsafePointer<UInt8>, _ mask: UInt64) -> Int? {
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: GearLanes.stretch) { hits in
            guard let base = hits.baseAddress else { return nil }
            locker_gear_scan(tile, planes, UInt32(truncatingIfNeeded: mask), base)
            // Four places of each stretch at a time: most have no hit.
            let groups = UnsafeRawPointer(base)
            var first = Int.max
            for place in stride(from: 0, to: GearLanes.stretch, by: 4) {
                var group = groups.loadUnaligned(fromByteOffset: 2 * place, as: UInt64.self)
                while group != 0 {
                    let bit = group.trailingZeroBitCount
                    group &= group - 1
                    let cut = bit % GearLanes.lanes * GearLanes.stretch + place + bit / GearLanes.lanes
                    if cut < first, hash(endingAt: tile + cut) & mask == 0 { first = cut }
                }
            }
            return first == Int.max ? nil : first
        }
    }

    @inline(__always)
    private func hash(endingAt last: UnsafePointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0
        for place in 1 - GearLanes.window...0 { hash = (hash << 1) &+ gear[Int(last[place])] }
        return hash
    }
}
