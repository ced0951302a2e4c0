import LockerAPI
import LockerBase

/// One sync of a folder that has been walked.
struct SyncRun {
    let connection: LockerConnection
    let options: SyncOptions
    let source: WalkedFolder
    let observer: any ProgressObserver

    private var tree: Tree { source.tree }
    private var library: LibraryReader { source.library }

    /// Says what a sync would do.
    func rehearse() throws(LockerError) -> SyncReport {
        let newest = try source.newestRevision()
        let state = try source.current(source.load(), at: newest)
        let plan = SyncPlan(tree: tree, remembered: state.items, rehash: options.rehash)
        let holdings = try holdings(for: plan, at: newest)
        try checkDeletion(holdings)
        var report = startReport(plan, revision: newest)
        report.uploaded = plan.files.count
        report.files += plan.files.count
        report.logicalBytes += plan.files.reduce(0) { $0 + ($1.stamp?.size ?? 0) }
        report.removed = removals(with: plan.files + plan.others, in: holdings, last: true).count
        return report
    }

    /// Sends what is new, batch by batch, each with a commit of its own.
    func perform() throws(LockerError) -> SyncReport {
        let session = try SyncSession(connection: connection, library: options.library)
        let loaded = source.load()
        let state = try source.current(loaded, at: session.base)
        let plan = SyncPlan(tree: tree, remembered: state.items, rehash: options.rehash)
        let holdings = try holdings(for: plan, at: session.base)
        try checkDeletion(holdings)
        observer.begin(files: plan.files.count, bytes: plan.files.reduce(0) { $0 + ($1.stamp?.size ?? 0) })
        defer { observer.end() }

        let sender = BatchSender(
            session: session, root: source.folder.descriptor, options: options, observer: observer)
        var record = SyncRecord(
            file: source.stateFile, library: library, loaded: loaded, state: state, unchanged: plan.unchanged)
        var report = startReport(plan, revision: session.base)
        let batches = SyncBatches.split(plan.files, files: options.filesPerCommit, bytes: options.mostBytesPerCommit)
        for (index, batch) in batches.enumerated() {
            let isLast = index == batches.count - 1
            let outcome = try sender.send(batch)
            let others = isLast ? plan.others : []
            let removals = removals(with: outcome.sent.map(\.item) + others, in: holdings, last: isLast)
            try session.stage(others, removals: removals)
            report.add(outcome, removed: removals.count)
            if !outcome.sent.isEmpty || !others.isEmpty || !removals.isEmpty {
                let commit = try session.commit()
                report.revision = commit.revision
                record.add(outcome.sent, others: others, ownRevision: commit.isOwn ? commit.revision : nil)
            }
            do throws(LockerError) { try record.save() } catch { report.forgotten = error.message }
        }
        try session.close()
        return report
    }

    private func startReport(_ plan: SyncPlan, revision: UInt64) -> SyncReport {
        var report = SyncReport()
        report.revision = revision
        let stamps = plan.unchanged.compactMap(\.item.stamp)
        report.unchanged = stamps.count
        report.files = stamps.count
        report.logicalBytes = stamps.reduce(0) { $0 + $1.size }
        report.skipped = tree.skipped
        return report
    }

    /// What the library holds, asked for only when the plan can be in its way.
    private func holdings(for plan: SyncPlan, at revision: UInt64) throws(LockerError) -> Holdings {
        guard revision > 0, options.delete || plan.hasNewPaths else { return Holdings() }
        var paths: [EntryPath] = []
        _ = try library.forEachPage(revision: revision) { (entries) throws(LockerError) in
            for entry in entries { paths.append(try EntryPath(entry.path)) }
        }
        return Holdings(paths)
    }

    /// Refuses to empty a library because its folder is empty: more likely its disk is not mounted, or it is the wrong
    /// folder.
    private func checkDeletion(_ holdings: Holdings) throws(LockerError) {
        guard options.delete, tree.isEmpty, holdings.count > 0 else { return }
        throw LockerError(
            .failedPrecondition,
            """
            \(EntryPath.printable(source.folder.realPath)): nothing is in it, and --delete would remove all that library \
            "\(options.library)" holds (entries: \(holdings.count)); see that it is the right folder and mounted, or \
            remove the entries with locker rm --recursive
            """)
    }

    private func removals(with items: [TreeItem], in holdings: Holdings, last: Bool) -> [EntryPath] {
        var removals = Set(last && options.delete ? holdings.gone(from: tree) : [])
        for item in items { removals.formUnion(holdings.conflicts(with: item.path)) }
        return removals.sorted()
    }
}

extension SyncReport {
    fileprivate mutating func add(_ outcome: BatchSender.Outcome, removed: Int) {
        let matched = outcome.sent.count { $0.isMatched }
        self.matched += matched
        uploaded += outcome.sent.count - matched
        files += outcome.sent.count
        logicalBytes += outcome.sent.reduce(0) { $0 + ($1.item.stamp?.size ?? 0) }
        sentBytes += outcome.sentBytes
        skipped += outcome.skipped
        self.removed += removed
    }
}
