import LockerBase
import POSIXSupport

/// What of a store is open before its threads start.
struct StoreStart {
    let format: StoreFormat
    let storage: any PackStorage
    /// The packs there are, with their sizes.
    let packs: [PackName: Int]
    let openPacks: OpenPackCache
    let index: ChunkIndex
    /// Why the index was made anew, when it was.
    let replaced: String?
    let options: StoreOptions
    let report: @Sendable (StoreEvent) -> Void
    let counter = WorkCounter()

    /// Compares the index with the packs and starts the threads of the store.
    func begin() throws(LockerError) -> (AppendLog, IndexRebuild) {
        var rows = try index.lookup.packs()
        let highest = max(packs.keys.map(\.id).max() ?? 0, rows.map(\.name.id).max() ?? 0)
        var reason = replaced.map { "the index was made anew: \($0)" }
        if let stale = rows.first(where: { isStale($0) }) {
            // The index is the only one that knows what they held; but not one that lacks its last change, which may
            // have taken them out.
            for row in rows where isStale(row) && !index.isTorn {
                setAside(row, size: packs[row.name])
            }
            reason = "the index was emptied: it speaks of \(stale.name.fileName) as it is not"
            try index.wipe()
            rows = []
        }
        guard highest < UInt32.max else {
            throw LockerError(
                .failedPrecondition, "packs: no number is left behind that of pack \(highest); move that file away")
        }
        let log = try translatingSystemErrors(remedy: "the threads of the store cannot be started") {
            () throws(SystemError) in
            try AppendLog(
                storage: storage, openPacks: openPacks, format: format, firstPackID: highest + 1, options: options,
                index: index, counter: counter, report: report)
        }
        let recovery = PackRecovery(storage: storage, packs: openPacks, storeID: format.storeID, report: report)
        let rebuild = IndexRebuild(
            packs: Array(packs.keys), rows: rows, recovery: recovery, live: log.live, index: index)
        if rebuild.isRunning {
            let cause = reason ?? (rows.isEmpty ? "it knows none of them" : "they were not closed")
            report(.rebuildStarted(reason: cause, packs: rebuild.pendingCount))
            do throws(SystemError) {
                try rebuild.begin()
            } catch {
                log.close()
                throw LockerError(error, remedy: "the store cannot be completed")
            }
        }
        return (log, rebuild)
    }

    /// Sets aside what the index has of a pack that is not there, or behind its end.
    private func setAside(_ row: PackRow, size: Int?) {
        // One that is damaged itself does not know it either.
        guard let known = try? index.lookup.entries(in: row.name) else { return }
        let lost = known.filter { $0.entry.end > size ?? 0 }
        let reason = size == nil ? "its pack is not there" : "its pack was cut off before it"
        if index.quarantine.add(lost, of: row.name, reason: reason).isEmpty { return }
        report(
            .recordsGone(row.name, records: lost.count, reason: size == nil ? "its file is not there" : "it is cut off")
        )
    }

    /// Whether the index knows more of a pack than there is.
    private func isStale(_ row: PackRow) -> Bool {
        guard let size = packs[row.name] else { return true }
        guard row.isSealed ? size != row.size : size < row.size else { return false }
        do throws(StorageError) {
            _ = try storage.open(row.name)
            return true
        } catch {
            // The size is that of something else in its place, such as a pipe: nothing is known of the pack.
            return error.isDamage
        }
    }
}
