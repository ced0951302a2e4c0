import LockerBase

extension PackStore {
    /// Begins a compaction: what is stored or found from here on is kept, whatever metadata says.
    ///
    /// To be called before metadata is read for what is needed; ``plan(_:keeping:maximumUnused:)`` comes after that,
    /// and ``endCompaction()`` last.
    ///
    /// - Returns: the packs that may be compacted, all of whose records were there before this call.
    public func beginCompaction() throws(LockerError) -> [PackName] {
        try completion.wait()
        log.settleEnded()
        takeOutRemoved()
        uses.beginCompaction(index.epoch.load(ordering: .sequentiallyConsistent))
        return try sealedPacks()
    }

    /// Ends a compaction, however it went: what was stored or found since its beginning is not kept for its sake any
    /// more.
    public func endCompaction() { uses.endCompaction() }

    /// The packs that take records, as they are now. To be called before metadata is read, as ``beginCompaction()``.
    public var openPacks: [OpenPack] { log.openPacks }

    /// What a compaction of `candidates` would do that keeps `needed`, and what is under way. Of a pack that cannot be
    /// opened it keeps all.
    ///
    /// - Parameters:
    ///   - open: packs that are sealed first where that gives room.
    ///   - maximumUnused: the fraction of the bytes that may stay unused.
    public func plan(
        _ candidates: [PackName], open: [OpenPack] = [], keeping needed: RecordSet, maximumUnused: Double
    ) throws(LockerError) -> CompactionPlan {
        // What is needed was marked in the packs that the index knew meanwhile.
        if let epoch = uses.compactedEpoch,
            completion.isRunning || epoch != index.epoch.load(ordering: .sequentiallyConsistent)
        {
            throw LockerError(
                .unavailable, "the index was made anew meanwhile, and what is needed is not known; try again later")
        }
        let candidates = Set(candidates)
        var (packs, outOfReach) = ([PackUse](), [(name: PackName, error: LockerError)]())
        for row in try index.packs() where candidates.contains(row.name) {
            do throws(LockerError) {
                _ = try reach(row.name)
                packs.append(
                    use(row.name, row.size, overhead: row.overhead, records: row.tallies.total.records, needed))
            } catch let error where PackStore.isOutOfReach(error) {
                outOfReach.append((row.name, error))
            }
        }
        for pack in open where !candidates.contains(pack.name) {
            packs.append(
                use(pack.name, pack.size, overhead: pack.overhead, records: pack.records, needed, isOpen: true))
        }
        var plan = CompactionPlan(packs: packs, options: log.options, maximumUnused: maximumUnused)
        plan.outOfReach = outOfReach
        return plan
    }

    private func use(
        _ name: PackName, _ size: Int, overhead: Int, records: Int, _ needed: RecordSet, isOpen: Bool = false
    ) -> PackUse {
        // What is both needed and under way counts twice: a pack that is in use is better left alone.
        let live = needed.bytes(in: name.id) + uses.bytes(in: name.id)
        return PackUse(
            name: name, size: size, records: records, liveBytes: live, unusedBytes: max(0, size - overhead - live),
            isDead: live == 0, isOpen: isOpen)
    }

    /// Seals what the plan names of the packs that take records, so that they can be emptied; those that cannot be
    /// sealed are taken out of it.
    public func seal(_ plan: inout CompactionPlan) {
        let sealed = plan.open.isEmpty ? [] : log.seal(plan.open)
        let rows = (try? index.packs()) ?? []
        plan.leaveOpen(except: sealed.intersection(rows.filter(\.isSealed).map(\.name)))
    }

    /// Copies the records of `name` that are in `needed`, or under way, to other packs, and deletes it. A pack that
    /// holds none is deleted without writing a byte. ``PackEmptier`` does that for several packs together.
    ///
    /// - Parameter willMove: called with the bytes of each record before it is copied; what it throws ends the work.
    /// - Throws: `dataLoss` when a record that is needed is damaged: the pack stays.
    public func empty(
        _ name: PackName, keeping needed: RecordSet, _ willMove: (Int) throws(LockerError) -> Void
    ) throws(LockerError) -> PackEmptier.Emptied {
        let emptier = PackEmptier(self, keeping: needed)
        try emptier.copy(name, willMove)
        let outcome = try emptier.finish(willMove)
        if let damaged = outcome.damaged.first { throw damaged.error }
        return outcome.emptied[0]
    }
}
