import LockerBase

/// What became of packs that were to be emptied.
public struct DeletedPacks: Sendable {
    /// Those that are gone.
    public internal(set) var emptied: [EmptiedPack] = []
    /// Those that stay: a record is damaged that somebody has begun to use, or the file cannot be removed.
    public internal(set) var damaged: [(name: PackName, error: LockerError)] = []
}

/// A pack that is gone.
public struct EmptiedPack: Sendable {
    /// Bytes of its file.
    public let reclaimedBytes: Int
    /// Bytes of the records that were copied.
    public let movedBytes: Int
}
