import CLanes

/// Looks for cuts in a tile of bytes, in several stretches of it side by side: by the instructions that are the fastest
/// on this machine.
public struct GearLanes: @unchecked Sendable {
    /// The bytes that are scanned at a time.
    package static let tileLength = Int(LOCKER_GEAR_TILE)

    /// The gear table in the forms that the instructions want. Allocated once for the life of the process: an array
    /// would be bounds-checked and retained in the loop, which halves its speed.
    private static let table = Table()

    /// The fastest, measured when it is first asked for, in some 100 microseconds. `LOCKER_LANES` says what may be used.
    public static let measured = GearLanes(locker_gear_measure(locker_lanes_names(), table.pointer))

    /// Those that this machine has.
    package static let each: [GearLanes] =
        (0...).lazy.map(locker_gear_way).prefix { $0 != nil }.compactMap { $0 }.filter { $0.pointee.is_there() }
        .map { GearLanes($0) }

    private let way: UnsafePointer<locker_gear_way>
    private let table: UnsafePointer<locker_gear_table>
    /// 256 entries of the gear table, then the same ones shifted left by one.
    let gear: UnsafePointer<UInt64>

    private init(_ way: UnsafePointer<locker_gear_way>) {
        self.way = way
        table = GearLanes.table.pointer
        gear = UnsafeRawPointer(table).assumingMemoryBound(to: UInt64.self)
    }

    /// The name of the instructions, as `LOCKER_LANES` has it.
    public var name: String { String(cString: way.pointee.name) }

    /// The first place of the ``tileLength`` bytes at `tile` where the hash is zero in all the bits of `mask`; nil
    /// where there is none.
    ///
    /// - Parameter tile: with 64 bytes in front of it.
    @inline(__always)
    package func firstCut(_ tile: UnsafePointer<UInt8>, _ mask: UInt64) -> Int? {
        let cut = Int(way.pointee.first_cut(tile, table, mask))
        return cut < GearLanes.tileLength ? cut : nil
    }

    private struct Table: @unchecked Sendable {
        let pointer: UnsafePointer<locker_gear_table>

        init() {
            let table = UnsafeMutablePointer<locker_gear_table>.allocate(capacity: 1)
            locker_gear_fill(table, gearTable)
            pointer = UnsafePointer(table)
        }
    }
}
