/// How much of the packs is needed.
public struct Occupancy: Sendable {
    /// A tenth of the scale from a pack of which nothing is needed to one of which all is.
    public struct FillLevel: Sendable, Equatable {
        /// Sealed packs at this level.
        public internal(set) var packs = 0
        /// Bytes of those packs.
        public internal(set) var bytes = 0
    }

    /// Bytes of records that are needed, their headers included, in the packs of each class.
    public internal(set) var liveBytes = PerClass(0)
    /// Ten levels: 0 to 10 % of a pack's room for records is needed, and so on up to 90 to 100 %.
    public internal(set) var fillLevels = Array(repeating: FillLevel(), count: Occupancy.levelCount)

    /// Sealed packs that were never read back whole.
    public internal(set) var unverifiedPacks = 0
    private var firstVerification: Int64?

    static let levelCount = 10

    /// When the pack was read back that waits longest for it, in seconds since 1970 UTC; nil when one never was, or
    /// there is none.
    public var oldestVerified: Int64? { unverifiedPacks > 0 ? nil : firstVerification }

    /// Counts a sealed pack of `size` bytes, of whose `room` for records `live` bytes are needed.
    mutating func add(size: Int, room: Int, live: Int) {
        let level = room > 0 ? min(Occupancy.levelCount - 1, live * Occupancy.levelCount / room) : 0
        fillLevels[level].packs += 1
        fillLevels[level].bytes += size
    }

    /// Counts when a sealed pack was last read back, in seconds since 1970 UTC; 0 for never.
    mutating func add(verified: Int64) {
        if verified == 0 { unverifiedPacks += 1 } else { firstVerification = min(firstVerification ?? .max, verified) }
    }
}
