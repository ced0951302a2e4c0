/// How a store writes. Reading needs none of it: a store may be opened with other options than it was written with.
public struct StoreOptions: Sendable {
    /// A data pack is sealed when the next record would carry it past this many bytes.
    public var dataPackSize = 64 << 20
    /// A metadata pack is sealed when the next record would carry it past this many bytes.
    public var metadataPackSize = 16 << 20
    /// The most disk space that an open pack reserves at a time, in bytes.
    public var reservation = 16 << 20
    /// How long a pack that nobody appends to keeps the disk space that it has reserved ahead, in seconds.
    public var restInterval = 1.0
    /// How long written data waits for a sync that nobody asked for, in seconds.
    public var syncInterval = 0.01
    /// How long a durable record waits for its entry in the index when few others come, in seconds.
    public var indexInterval = 2.0
    /// How many records the index holds in memory, and in its journal, before it writes a run of them.
    public var indexRunRecords = 16_384

    /// The version of the packs that are written. Another than the newest is for tests of how one is read and
    /// rewritten.
    package var packVersion = PackVersion.newest

    /// What a daemon opens its store with.
    public init() {}

    /// What is reserved first: twice as much each time from there on, so that little is reserved for little.
    var firstReservation: Int { min(1 << 20, reservation) }

    /// What a pack keeps reserved ahead when nobody appends to it: removals on a full disk are written to it.
    func keptReservation(_ packClass: PackClass) -> Int { packClass == .metadata ? firstReservation : 0 }

    func packSize(_ packClass: PackClass) -> Int {
        packClass == .data ? dataPackSize : metadataPackSize
    }
}
