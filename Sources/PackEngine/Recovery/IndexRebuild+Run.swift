import LockerBase

extension IndexRebuild {
    /// How long to wait before trying again what failed, in seconds.
    private static let patience = 2.0

    enum Ending {
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
    private func makeIndexAnew(_ reason: String) -> Ending {
        // Before it is emptied: the packs that are begun from here on are no business of this thread.
        let listing = persist { () throws(LockerError) in
            try translatingStorageErrors(remedy: "the packs cannot be listed") { () throws(StorageError) in
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

    /// Runs `step` until it succeeds; nil when the store closes before it does, or the index is to be made anew.
    func persist<Result>(_ step: () throws(LockerError) -> Result) -> Result? {
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
                _ = state.wait(seconds: IndexRebuild.patience) { $0.isStopping || $0.wanted != nil ? () : nil }
            }
        }
        return nil
    }
}
