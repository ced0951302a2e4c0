import LockerBase

/// Packs that nobody counts on any more, and whose needed records are elsewhere.
public struct RetiredPacks {
    var movers: [RecordMover] = []
    /// Packs that were to be retired and are not: a record is damaged that somebody has begun to use.
    var damaged: [(name: PackName, error: LockerError)] = []

    var isEmpty: Bool { movers.isEmpty && damaged.isEmpty }
}
