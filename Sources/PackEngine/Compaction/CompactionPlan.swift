import LockerBase

/// What a compaction is going to do.
public struct CompactionPlan: Sendable {
    /// Packs that hold nothing that is needed: they are deleted.
    public internal(set) var dead: [PackName] = []
    /// Packs whose needed records are copied to others before they are deleted, in this order.
    public internal(set) var rewritten: [PackName] = []
    /// Those of ``dead`` and ``rewritten`` that take records yet: they must be sealed before.
    public internal(set) var open: Set<PackName> = []
    /// Packs that cannot be opened, and stay as they are: nobody knows what they hold.
    public internal(set) var outOfReach: [(name: PackName, error: LockerError)] = []
    /// Bytes of all packs, those that take records as they would be sealed.
    public internal(set) var totalBytes = 0
    /// Of these, bytes of records that nobody needs.
    public internal(set) var unusedBytes = 0
    /// Of all packs, those of an older version of the format, and their bytes.
    public internal(set) var older = PackTally()
    /// Bytes of packs that are deleted, less what is copied out of them.
    public internal(set) var reclaimedBytes = 0
    /// Bytes that are copied.
    public internal(set) var movedBytes = 0

    /// A pack with less than a quarter of the bytes and of the records that it might have is small; so many of them are
    /// made into fewer.
    static let smallPackCount = 8

    /// Chooses among `packs` what gives the most room for the least copying.
    ///
    /// Dead packs go first: that takes no room. Then those go that have the most unused bytes in relation to what must
    /// be copied, until no more than `maximumUnused` of all bytes that remain, a fraction, is unused (as restic's prune
    /// chooses, with its `--max-unused`). Small packs are merged whenever there are many. Last come those of an older
    /// version of the format, unless it is kept, or all may stay unused.
    init(packs: [PackFill], options: StoreOptions, maximumUnused: Double, keepsFormat: Bool) {
        totalBytes = packs.reduce(0) { $0 + $1.size }
        unusedBytes = packs.reduce(0) { $0 + $1.unusedBytes }
        let dead = packs.filter(\.isDead)
        for pack in dead { delete(pack) }
        var rest = totalBytes - dead.reduce(0) { $0 + $1.size }
        var unused = unusedBytes - dead.reduce(0) { $0 + $1.unusedBytes }
        let alive = packs.filter { !$0.isDead }.sorted { $0.unusedShare > $1.unusedShare }
        for pack in alive where pack.unusedBytes > 0 && Double(unused) > maximumUnused * Double(rest) {
            rewrite(pack)
            unused -= pack.unusedBytes
            rest -= pack.unusedBytes
        }
        for packClass in PackClass.allCases {
            let small = alive.filter { pack in
                pack.name.packClass == packClass && pack.size < options.packSize(packClass) / 4
                    && pack.records < PackFormat.maximumRecordsPerPack / 4 && !rewritten.contains(pack.name)
                    && !pack.isOpen
            }
            if small.count < CompactionPlan.smallPackCount { continue }
            for pack in small { rewrite(pack) }
        }
        for pack in packs where pack.version < options.packVersion && !pack.isOpen {
            older.add(1, bytes: pack.size)
            if !keepsFormat, maximumUnused < 1, !pack.isDead, !rewritten.contains(pack.name) { rewrite(pack) }
        }
    }

    /// Leaves out those that are open, but for `sealed`.
    public mutating func leaveOpen(except sealed: Set<PackName>) {
        let left = open.subtracting(sealed)
        dead.removeAll { left.contains($0) }
        rewritten.removeAll { left.contains($0) }
        open = []
    }

    private mutating func delete(_ pack: PackFill) {
        if pack.isOpen { open.insert(pack.name) }
        dead.append(pack.name)
        reclaimedBytes += pack.size
    }

    private mutating func rewrite(_ pack: PackFill) {
        if pack.isOpen { open.insert(pack.name) }
        rewritten.append(pack.name)
        reclaimedBytes += pack.size - pack.liveBytes
        movedBytes += pack.liveBytes
    }
}
