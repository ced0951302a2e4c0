import LockerBase

extension IndexRebuild {
    /// A change of the index takes this many records at least: each costs a sync.
    private static let batchSize = 65_536

    /// Brings the index up to date with packs, in this order.
    ///
    /// - Parameter isAnew: whether the index knows nothing of them.
    func complete(_ names: [PackName], known: [PackName: PackRow], isAnew: Bool = false) -> Ending {
        var batches: [IndexBatch] = []
        var (records, waiting, isUnwritten) = (0, 0, false)
        for name in names {
            // One that a compaction has removed since is elsewhere.
            if index.lookup.isGone(name) { continue }
            let outcome = persist { () throws(LockerError) in
                try recovery.recover(name) { state.withLock { $0.isStopping } }
            }
            guard let outcome else { return .stopped }
            let found = outcome.batch?.entries.count ?? 0
            // What the index knows of one that is out of reach stays, for when it is in reach again.
            if !isAnew, !outcome.isOutOfReach, let row = known[name], row.tallies.total.records > found {
                setAside(name, notIn: outcome.batch)
                return .ahead(name)
            }
            if let batch = outcome.batch {
                batches.append(batch.verified(as: known[name]))
                waiting += batch.entries.count
            }
            guard name == names.last || waiting >= IndexRebuild.batchSize else { continue }
            guard let completed = persist({ () throws(LockerError) in try index.complete(batches) }) else {
                return .stopped
            }
            for finding in completed.records.healed { live.report(.healed(finding)) }
            if let error = completed.records.unwritten, !isUnwritten {
                isUnwritten = true
                live.report(.indexUnwritten(error))
            }
            records += waiting
            live.addIndexed(completed.rows)
            state.withLock { $0.pending.subtract(batches.map(\.row.name)) }
            (batches, waiting) = ([], 0)
        }
        return .complete(records: records)
    }

    /// Sets aside what the index has of a pack and a recovery did not find in it.
    private func setAside(_ name: PackName, notIn recovered: IndexBatch?) {
        let found = Set(recovered?.entries.map(\.offset) ?? [])
        let lost = ((try? index.lookup.entries(in: name)) ?? []).filter { !found.contains($0.entry.offset) }
        let reason = "a recovery did not find it whole"
        if index.quarantine.add(lost, of: name, reason: reason).isEmpty { return }
        live.report(.damagedPack(name, reason: "\(lost.count) of its records are lost: \(reason)"))
    }
}

extension IndexBatch {
    /// The same, with the time at which the pack was verified that `row` knows.
    fileprivate func verified(as row: PackRow?) -> IndexBatch {
        guard let row, row.isSealed, row.size == self.row.size, row.tallies == self.row.tallies else { return self }
        return IndexBatch(row: row, entries: entries)
    }
}
