import LockerBase
import POSIXSupport

extension IndexCompletion {
    /// A change of the index takes this many records at least: each costs a sync.
    private static let batchSize = 65_536
    /// How long to wait before trying again what failed, in seconds.
    private static let patience = 2.0

    private enum Outcome {
        case complete(records: Int)
        /// The index has records of this pack that the pack has not: it is of no use.
        case ahead(PackName)
        case stopped
    }

    /// Works through the packs, oldest first, until the index is complete or the store closes.
    func run(fromStart: Bool) {
        var outcome = fromStart ? complete(state.withLock { $0.pending.sorted() }, known: known) : .stopped
        while true {
            if case .ahead(let pack) = outcome {
                state.withLock { $0.wanted = "the index has records that are not in \(pack.fileName)" }
            }
            while let reason = takeWanted() { outcome = makeIndexAnew(reason) }
            guard !state.withLock({ $0.isStopping }), case .complete(let records) = outcome else { return }
            if finished() {
                live.report(.rebuildFinished(records: records))
                return
            }
        }
    }

    private func takeWanted() -> String? {
        state.withLock { state in
            defer { state.wanted = nil }
            if state.isStopping { return nil }
            state.isEmptying = state.wanted != nil
            return state.wanted
        }
    }

    /// Empties the index, but for the packs that are being written, and completes it of all others.
    private func makeIndexAnew(_ reason: String) -> Outcome {
        // Before it is emptied: the packs that are begun from here on are no business of this thread.
        let listing = persist { () throws(LockerError) in
            try translatingSystemErrors(remedy: "the packs cannot be listed") { () throws(SystemError) in
                Set(try recovery.storage.list().keys)
            }
        }
        guard let listed = listing else { return .stopped }
        let known = Dictionary(index.lookup.rows.map { ($0.name, $0) }) { first, _ in first }
        live.report(.rebuildStarted(reason: reason, packs: listed.count))
        var rest: Set<PackName> = []
        let isWiped: Void? = persist { () throws(LockerError) in
            try index.wipe { () in
                let (written, batches) = live.beginReindexing()
                // Of the packs that this process has begun those count that the index knew: another may just be made.
                let begun = index.lookup.rows.map(\.name).filter { listed.contains($0) || $0.id >= live.firstID }
                rest = Set(begun).union(listed.filter { $0.id < live.firstID }).filter { !written.contains($0.id) }
                state.withLock { $0.pending = rest }
                return batches
            }
        }
        guard isWiped != nil else { return .stopped }
        state.withLock { $0.isEmptying = false }
        return complete(rest.sorted(), known: known, isAnew: true)
    }

    private func complete(_ names: [PackName], known: [PackName: PackRow], isAnew: Bool = false) -> Outcome {
        var batches: [IndexBatch] = []
        var (records, waiting, isUnwritten) = (0, 0, false)
        for name in names {
            // One that a compaction has removed since is elsewhere.
            if index.lookup.isGone(name) { continue }
            let recovered = persist { () throws(LockerError) in
                try recovery.recover(name) { state.withLock { $0.isStopping } }
            }
            guard let recovered else { return .stopped }
            if !isAnew, let row = known[name], row.tallies.total.records > recovered?.entries.count ?? 0 {
                setAside(name, notIn: recovered)
                return .ahead(name)
            }
            if let batch = recovered {
                batches.append(batch.verified(as: known[name]))
                waiting += batch.entries.count
            }
            guard name == names.last || waiting >= IndexCompletion.batchSize else { continue }
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

    /// Runs `step` until it succeeds; nil when the store closes before it does, or the index is to be made anew.
    private func persist<Result>(_ step: () throws(LockerError) -> Result) -> Result? {
        while !state.withLock({ $0.isStopping || $0.wanted != nil }) {
            do throws(LockerError) {
                let result = try step()
                state.withLock { if !$0.isStopping { $0.failure = nil } }
                return result
            } catch {
                // Whoever waits is told of what does not go away.
                let isDamage = error.cause is IndexDamage
                let isFirst = state.withLock { state in
                    defer { if !state.isStopping, !isDamage { state.failure = error } }
                    return state.failure == nil && !isDamage
                }
                state.notifyAll()
                if isFirst { live.report(.indexUnwritten(error)) }
                _ = state.wait(seconds: IndexCompletion.patience) { $0.isStopping || $0.wanted != nil ? () : nil }
            }
        }
        return nil
    }
}

extension IndexBatch {
    /// The same, with the time at which the pack was verified that `row` knows.
    fileprivate func verified(as row: PackRow?) -> IndexBatch {
        guard let row, row.isSealed, row.size == self.row.size, row.tallies == self.row.tallies else { return self }
        return IndexBatch(row: row, entries: entries)
    }
}
