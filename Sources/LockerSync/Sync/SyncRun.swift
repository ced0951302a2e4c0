import LockerAPI
import LockerBase
import LockerClient

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
        let loaded = source.load()
        let state = try source.current(loaded, at: newest)
        var plan = plan(state)
        let reconciled = try reconcile(&plan, at: newest, remembered: loaded)
        var report = startReport(plan, reconciled, revision: newest)
        report.uploaded = plan.files.count
        report.files += plan.files.count
        report.logicalBytes += plan.files.reduce(0) { $0 + ($1.stamp?.size ?? 0) }
        let removals = reconciled.removals(with: plan.files + plan.others, last: true)
        report.removed = removals.count
        let reasons = SyncReasons(remembered: state.items, holdings: reconciled.holdings, tree: tree)
        report.list(reasons.sending(plan.files + plan.others) + reasons.removing(removals))
        let usage = try connection.call(LockerMethods.usage, .init())
        let found = usage.libraries.first { $0.name == options.library && $0.hasSource }
        try originCheck().tell(found?.source, in: &report)
        return report
    }

    /// Sends what is new, batch by batch, each with a commit of its own.
    func perform() throws(LockerError) -> SyncReport {
        let session = try UploadSession(connection: connection, library: options.library)
        let loaded = source.load()
        let state = try source.current(loaded, at: session.base)
        var plan = plan(state)
        let reconciled = try reconcile(&plan, at: session.base, remembered: loaded)
        let origin = originCheck()
        var report = startReport(plan, reconciled, revision: session.base)
        try origin.tell(session.source, in: &report)
        if options.delete, reconciled.holdings.count > 0 {
            try origin.check(session.source, isNewHere: loaded.items.isEmpty)
        }
        let (newSource, isMoving) = try origin.move(from: session.source, at: session.base)
        let reasons = SyncReasons(remembered: state.items, holdings: reconciled.holdings, tree: tree)
        observer.begin(files: plan.files.count, bytes: plan.files.reduce(0) { $0 + ($1.stamp?.size ?? 0) })
        defer { observer.end() }

        let sender = BatchSender(
            session: session, root: source.folder.descriptor, options: options,
            remembered: options.rehash ? [:] : state.items,
            observer: observer)
        var record = SyncRecord(
            file: source.stateFile, library: library, loaded: loaded, state: state, unchanged: plan.unchanged,
            mounts: reconciled.mounts, isRootMounted: tree.isRootMounted)
        let batches = SyncBatches.split(plan.files, files: options.filesPerCommit, bytes: options.mostBytesPerCommit)
        for (index, batch) in batches.enumerated() {
            let isLast = index == batches.count - 1
            let outcome = try sender.send(batch)
            let others = isLast ? plan.others : []
            let removals = reconciled.removals(with: outcome.sent.map(\.item) + others, last: isLast)
            try session.stage(others.lazy.map { Locker_V1_Entry($0) }, removals: removals)
            report.add(outcome, removed: removals.count)
            if options.lists {
                report.list(reasons.sending(outcome.sent.map(\.item) + others) + reasons.removing(removals))
            }
            if !outcome.sent.isEmpty || !others.isEmpty || !removals.isEmpty || isLast && isMoving {
                let commit = try session.commit(from: newSource)
                report.revision = commit.revision
                observer.committed(revision: commit.revision)
                record.add(outcome.sent, others: others, ownRevision: commit.isOwn ? commit.revision : nil)
            }
            do throws(LockerError) { try record.save() } catch { report.forgotten = error.message }
        }
        try session.close()
        if sender.passing.isBroken { report.warnings.append(DescriptorPassing.warning) }
        return report
    }

    private func originCheck() -> OriginCheck {
        OriginCheck(
            connection: connection, options: options,
            origin: SyncOrigin(of: source.folder, stateFolder: options.stateFolder))
    }

    private func plan(_ state: SyncState) -> SyncPlan {
        SyncPlan(tree: tree, remembered: state.items, rehash: options.rehash, ignoring: options.ignoring)
    }

    private func reconcile(
        _ plan: inout SyncPlan, at revision: UInt64, remembered: SyncState
    ) throws(LockerError) -> Reconciliation {
        let reconciled = try Reconciliation(
            &plan, of: source, with: holdings(for: plan, at: revision), remembered: remembered, options: options)
        for item in reconciled.skipped { observer.skipped(item) }
        return reconciled
    }

    private func startReport(_ plan: SyncPlan, _ reconciled: Reconciliation, revision: UInt64) -> SyncReport {
        var report = SyncReport()
        report.revision = revision
        let stamps = plan.unchanged.compactMap(\.item.stamp)
        report.unchanged = stamps.count
        report.files = stamps.count
        report.logicalBytes = stamps.reduce(0) { $0 + $1.size }
        report.skipped = tree.skipped + reconciled.skipped
        report.warnings = SyncWarnings.texts(tree, plan)
        return report
    }

    /// What the library holds, asked for only when the plan can be in its way.
    private func holdings(for plan: SyncPlan, at revision: UInt64) throws(LockerError) -> HeldPaths {
        guard revision > 0, options.delete || plan.hasNewPaths else { return HeldPaths() }
        var paths: [EntryPath] = []
        var folders: Set<EntryPath> = []
        _ = try library.forEachPage(revision: revision) { (entries) throws(LockerError) in
            for entry in entries {
                let path = try EntryPath(entry.path)
                paths.append(path)
                if entry.kind == .folder { folders.insert(path) }
            }
        }
        return HeldPaths(paths, folders: folders)
    }
}

extension SyncReport {
    fileprivate mutating func list(_ more: [SyncChange]) {
        changes = ((changes ?? []) + more).sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    fileprivate mutating func add(_ outcome: SentBatch, removed: Int) {
        let matched = outcome.sent.count { $0.isMatched }
        self.matched += matched
        uploaded += outcome.sent.count - matched
        files += outcome.sent.count
        logicalBytes += outcome.sent.reduce(0) { $0 + $1.size }
        sentBytes += outcome.sentBytes
        skipped += outcome.skipped
        self.removed += removed
    }
}
