import LockerBase
import POSIXSupport

extension IndexCompletion {
    /// A transaction takes this many records at least: each costs a sync.
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
    func run() {
        var outcome = complete(state.withLock { $0.pending.sorted() }, known: known)
        if case .ahead(let pack) = outcome {
            log.report(
                .rebuildStarted(
                    reason: "the index has records that are not in \(pack.fileName)", packs: packs.count))
            state.withLock { $0.pending = Set(packs) }
            log.forgetIndexed()
            guard persist({ () throws(LockerError) in try log.index.wipe() }) != nil else { return }
            outcome = complete(packs, known: [:])
        }
        guard case .complete(let records) = outcome else { return }
        finished()
        log.report(.rebuildFinished(records: records))
    }

    private func complete(_ names: [PackName], known: [PackName: PackRow]) -> Outcome {
        var batches: [ChunkIndex.Batch] = []
        var (records, waiting) = (0, 0)
        for name in names {
            let recovered = persist { () throws(LockerError) in
                try recovery.recover(name) { state.withLock { $0.isStopping } }
            }
            guard let recovered else { return .stopped }
            if let row = known[name], row.tallies.total.records > recovered?.entries.count ?? 0 {
                setAside(name, notIn: recovered)
                return .ahead(name)
            }
            if let batch = recovered {
                batches.append(batch)
                waiting += batch.entries.count
            }
            guard name == names.last || waiting >= IndexCompletion.batchSize else { continue }
            guard let healed = persist({ () throws(LockerError) in try log.index.insert(batches) }) else {
                return .stopped
            }
            for finding in healed { log.report(.healed(finding)) }
            records += waiting
            log.addIndexed(batches.map(\.row))
            state.withLock { $0.pending.subtract(batches.map(\.row.name)) }
            (batches, waiting) = ([], 0)
        }
        return .complete(records: records)
    }

    /// Sets aside what the index has of a pack and a recovery did not find in it.
    private func setAside(_ name: PackName, notIn recovered: ChunkIndex.Batch?) {
        let found = Set(recovered?.entries.map(\.offset) ?? [])
        let lost = ((try? log.index.entries(in: name)) ?? []).filter { !found.contains($0.entry.offset) }
        let reason = "a recovery did not find it whole"
        if log.index.quarantine.add(lost, of: name, reason: reason).isEmpty { return }
        log.report(.damagedPack(name, reason: "\(lost.count) of its records are lost: \(reason)"))
    }

    /// Runs `step` until it succeeds; nil when the store closes before it does.
    private func persist<Result>(_ step: () throws(LockerError) -> Result) -> Result? {
        while !state.withLock({ $0.isStopping }) {
            do throws(LockerError) {
                let result = try step()
                state.withLock { if !$0.isStopping { $0.failure = nil } }
                return result
            } catch {
                let isFirst = state.withLock { state in
                    defer { if !state.isStopping { state.failure = error } }
                    return state.failure == nil
                }
                state.notifyAll()
                if isFirst { log.report(.indexUnwritten(error)) }
                _ = state.wait(seconds: IndexCompletion.patience) { $0.isStopping ? () : nil }
            }
        }
        return nil
    }
}
