import LockerBase

extension PackStore {
    /// Begins a compaction: what is stored or found from here on is kept, whatever metadata says.
    ///
    /// To be called before metadata is read for what is needed; ``plan(_:keeping:maximumUnused:)`` comes after that, and
    /// ``endCompaction()`` last.
    ///
    /// - Returns: the packs that may be compacted, all of whose records were there before this call.
    public func beginCompaction() throws(LockerError) -> [PackName] {
        try completion.wait()
        uses.beginCompaction()
        return try sealedPacks()
    }

    /// Ends a compaction, however it went: what was stored or found since its beginning is not kept for its sake any more.
    public func endCompaction() { uses.endCompaction() }

    /// What a compaction of `candidates` would do that keeps `needed`, and what is under way.
    ///
    /// - Parameter maximumUnused: the fraction of the bytes that may stay unused.
    public func plan(
        _ candidates: [PackName], keeping needed: RecordSet, maximumUnused: Double
    ) throws(LockerError) -> CompactionPlan {
        let candidates = Set(candidates)
        let packs = try index.packs().filter { candidates.contains($0.name) }.map { row in
            // What is both needed and under way counts twice: a pack that is in use is better left alone.
            let live = needed.bytes(in: row.name.id) + uses.bytes(in: row.name.id)
            return PackUse(
                name: row.name, size: row.size, records: row.tallies.total.records, liveBytes: live,
                unusedBytes: max(0, row.size - row.overhead - live), isDead: live == 0)
        }
        return CompactionPlan(packs: packs, options: log.options, maximumUnused: maximumUnused)
    }

    /// Copies the records of `name` that are in `needed`, or under way, to other packs, and deletes it. A pack that holds
    /// none is deleted without writing a byte. ``PackEmptier`` does that for several packs together.
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
