import LockerBase
import POSIXSupport

extension PackStore {
    /// What of a store is open before its threads start.
    struct OpenParts {
        let storeID: StoreID
        let storage: any PackStorage
        /// The packs there are, with their sizes.
        let packs: [PackName: Int]
        let index: ChunkIndex
        /// Why the index was made anew, when it was.
        let replaced: String?
        let lock: StoreLock
    }

    /// Compares the index with the packs and starts the threads of the store.
    static func start(
        _ parts: OpenParts, _ options: Options, _ report: @escaping @Sendable (Event) -> Void
    ) throws(LockerError) -> PackStore {
        let (packs, index) = (parts.packs, parts.index)
        var rows = try index.packs()
        let highest = max(packs.keys.map(\.id).max() ?? 0, rows.map(\.name.id).max() ?? 0)
        var reason = parts.replaced.map { "the index was made anew: \($0)" }
        if let stale = rows.first(where: { isStale($0, parts) }) {
            // The index is the only one that knows what they held; but not one that lacks its last change, which may
            // have taken them out.
            for row in rows where isStale(row, parts) && !index.isTorn {
                setAside(row, size: packs[row.name], index, report)
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
                storage: parts.storage, storeID: parts.storeID, nextPackID: highest + 1, options: options, index: index,
                report: report)
        }
        let recovery = PackRecovery(storage: parts.storage, storeID: parts.storeID, report: report)
        let completion = IndexCompletion(packs: Array(packs.keys), rows: rows, recovery: recovery, log: log)
        if completion.isRunning {
            let cause = reason ?? (rows.isEmpty ? "it knows none of them" : "they were not closed")
            report(.rebuildStarted(reason: cause, packs: completion.pendingCount))
            do throws(SystemError) {
                try completion.begin()
            } catch {
                log.close()
                throw LockerError(error, remedy: "the store cannot be completed")
            }
        }
        return PackStore(log, completion, lifetime: Lifetime(lock: parts.lock))
    }

    /// Sets aside what the index has of a pack that is not there, or behind its end.
    private static func setAside(
        _ row: PackRow, size: Int?, _ index: ChunkIndex, _ report: (Event) -> Void
    ) {
        // One that is damaged itself does not know it either.
        guard let known = try? index.entries(in: row.name) else { return }
        let lost = known.filter { $0.entry.end > size ?? 0 }
        let reason = size == nil ? "its pack is not there" : "its pack was cut off before it"
        if index.quarantine.add(lost, of: row.name, reason: reason).isEmpty { return }
        report(
            .recordsGone(row.name, records: lost.count, reason: size == nil ? "its file is not there" : "it is cut off")
        )
    }

    /// Whether the index knows more of a pack than there is.
    private static func isStale(_ row: PackRow, _ parts: OpenParts) -> Bool {
        guard let size = parts.packs[row.name] else { return true }
        guard row.isSealed ? size != row.size : size < row.size else { return false }
        do throws(SystemError) {
            _ = try parts.storage.open(row.name, writable: false)
            return true
        } catch {
            // The size is that of something else in its place, such as a pipe: nothing is known of the pack.
            return error.isDamage
        }
    }
}
