import PackEngine

/// How a compaction goes about it.
public struct CompactionOptions: Sendable {
    /// The fraction of the packs' bytes that may stay unused.
    public var maximumUnused = 0.05
    /// Whether to tell what would be done, and do nothing.
    public var isDryRun = false
    /// The most packs to rewrite; nil for all that are worth it.
    public var maximumPacks: Int?
    /// The most bytes to copy in a second; nil for as many as the disk takes.
    public var bytesPerSecond: Int?
    /// Whether packs of an older version of the format stay of that version.
    public var keepsFormat = false

    /// As `locker admin compact` without options does it.
    public init() {}
}

/// What a compaction did, or in a dry run would do.
public struct CompactionReport: Sendable {
    /// Packs whose needed records were copied to others before they were deleted.
    public var packsRewritten = 0
    /// Packs without a needed record.
    public var packsDeleted = 0
    /// Bytes that the packs take less than before.
    public var reclaimedBytes = 0
    /// Bytes that were copied.
    public var movedBytes = 0
    /// Bytes of the packs before.
    public var totalBytes = 0
    /// Of ``totalBytes``, those that nobody needed.
    public var unusedBytes = 0
    /// Of these packs, those of an older version of the format.
    public var olderPacks = 0
    /// The bytes of ``olderPacks``.
    public var olderBytes = 0
    /// Packs that would have been rewritten with more room on the disk.
    public var packsLeft = 0
    /// Bytes that rewriting ``packsLeft`` would give back.
    public var bytesLeft = 0
    /// Packs that stay as they are because a record of them is damaged, or they cannot be opened or removed.
    public var damagedPacks: [String] = []
    /// Revisions that were expired before, as the configuration says.
    public var revisionsExpired: Int64 = 0
    /// Why none were expired by their age, though the configuration says so; nil when nothing kept them from it.
    public var retentionRefused: String?
    /// How long it took.
    public var seconds = 0.0
    /// Whether nothing was done, and the figures say what would be.
    public var isDryRun = false

    /// What `plan` would do; of what is going to be done, nothing is yet.
    init(_ plan: CompactionPlan, _ options: CompactionOptions) {
        totalBytes = plan.totalBytes
        unusedBytes = plan.unusedBytes
        olderPacks = plan.older.packs
        olderBytes = plan.older.bytes
        isDryRun = options.isDryRun
        guard isDryRun else { return }
        packsRewritten = plan.rewritten.count
        packsDeleted = plan.dead.count
        reclaimedBytes = plan.reclaimedBytes
        movedBytes = plan.movedBytes
    }

    mutating func add(_ emptied: EmptiedPack, isRewritten: Bool) {
        if isRewritten { packsRewritten += 1 } else { packsDeleted += 1 }
        reclaimedBytes += emptied.reclaimedBytes - emptied.movedBytes
        movedBytes += emptied.movedBytes
    }
}
