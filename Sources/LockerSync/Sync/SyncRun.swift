import LockerAPI
import LockerBase
import LockerClient

/// One sync of a folder that has been walked.
struct SyncRun {
    /// So many new paths are asked for one by one.
    private static let few = 32

    let connection: LockerConnection
    let options: SyncOptions
    let source: WalkedFolder
    /// Where it comes from.
    let origin: SyncOrigin
    let observer: any ProgressObserver

    private var tree: Tree { source.tree }

    /// Says what a sync would do.
    func rehearse() throws(LockerError) -> SyncReport {
        let newest = try source.library.newestRevision()
        let loaded = source.load()
        let state = try source.current(loaded, at: newest, listing: options.rehash)
        var plan = try plan(state)
        let reconciled = try reconcile(&plan, at: newest, remembered: loaded, state)
        var report = try startReport(plan, reconciled, revision: newest)
        report.uploaded = plan.files.count
        report.files += plan.files.count
        let files = try plan.files.rows()
        report.logicalBytes += files.reduce(0) { $0 + ($1.stamp?.size ?? 0) }
        let removals = try reconciled.removals(with: files, plan.others, last: true)
        report.removed = removals.count
        let reasons = SyncReasons(remembered: state.items, holdings: reconciled.holdings, tree: tree)
        try report.list(reasons.sending(files + plan.others.rows()) + reasons.removing(removals))
        let usage = try connection.call(LockerMethods.usage, .init())
        let found = usage.libraries.first { $0.name == options.library && $0.hasSource }
        let origin = originCheck(knowing: loaded, state)
        try origin.tell(found?.source, in: &report)
        if options.delete, reconciled.holdings.count > 0 { origin.warn(in: &report) }
        return report
    }

    /// Sends what is new, batch by batch, each with a commit of its own.
    func perform() throws(LockerError) -> SyncReport {
        let told = origin.told
        let session = try UploadSession(connection: connection, library: options.library, device: told.device)
        let loaded = source.load()
        let state = try source.current(loaded, at: session.base, listing: options.rehash)
        var plan = try plan(state)
        let reconciled = try reconcile(&plan, at: session.base, remembered: loaded, state)
        let check = originCheck(knowing: loaded, state)
        var report = try startReport(plan, reconciled, revision: session.base)
        try check.tell(session.source, in: &report)
        if options.delete, reconciled.holdings.count > 0 { try check.check(session.source) }
        let newSource = try check.move(from: session.source, at: session.base)
        let batches = try SyncBatches.split(
            plan.files, files: options.filesPerCommit(of: plan.files.count), bytes: options.mostBytesPerCommit)
        observer.begin(files: plan.files.count, bytes: batches.reduce(0) { $0 + $1.bytes })
        defer { observer.end() }

        var sessions = [session]
        if SyncTransfer.overlaps(batches, options) {
            sessions.append(try UploadSession(connection: connection, library: options.library, device: told.device))
        }
        var transfer = SyncTransfer(
            sender: BatchSender(
                connection: connection, root: source.root, options: options,
                remembered: options.rehash ? SortedTable() : state.items, observer: observer),
            sessions: sessions, options: options, observer: observer, reconciled: reconciled,
            reasons: SyncReasons(remembered: state.items, holdings: reconciled.holdings, tree: tree),
            others: plan.others, source: newSource, description: CommitDescription(origin: told, note: options.note),
            record: SyncRecord(
                of: source, loaded: loaded, state: state, unchanged: plan.unchanged, mounts: reconciled.mounts,
                isRootMounted: reconciled.isRootMounted,
                isSource: check.isSource(
                    ofNothing: session.base == 0
                        || asks(plan, at: session.base) && !asksLittle(plan, state) && reconciled.holdings.count == 0)),
            report: report)
        try transfer.run(batches, of: plan.files)
        for session in sessions { try session.close() }
        report = transfer.report
        if transfer.sender.passing.hasLost { report.warnings.append(DescriptorPassing.warning) }
        return report
    }

    private func originCheck(knowing loaded: SyncState, _ current: SyncState) -> OriginCheck {
        OriginCheck(
            connection: connection, options: options, origin: origin,
            isKnown: options.under == nil ? !loaded.items.isEmpty : current.isSource)
    }

    private func plan(_ state: SyncState) throws(LockerError) -> SyncPlan {
        try SyncPlan(
            tree: tree, remembered: state.items, rehash: options.rehash, ignoring: options.ignoring,
            store: source.store)
    }

    private func reconcile(
        _ plan: inout SyncPlan, at revision: UInt64, remembered: SyncState, _ current: SyncState
    ) throws(LockerError) -> LibraryConflicts {
        var holdings = try HeldPaths()
        if asks(plan, at: revision) {
            holdings =
                try asksLittle(plan, current)
                ? source.holdings(around: plan.files.rows() + plan.others.rows(), at: revision)
                : source.holdings(at: revision)
        }
        let reconciled = try LibraryConflicts(
            &plan, of: source, with: holdings, remembered: remembered, options: options)
        for item in reconciled.skipped { observer.skipped(item) }
        return reconciled
    }

    private func startReport(
        _ plan: SyncPlan, _ reconciled: LibraryConflicts, revision: UInt64
    ) throws(LockerError) -> SyncReport {
        var report = SyncReport()
        report.revision = revision
        (report.unchanged, report.logicalBytes) = plan.unchangedFiles
        report.files = report.unchanged
        report.skipped = tree.skipped + reconciled.skipped
        report.excluded = tree.excluded.count
        if options.lists || options.dryRun { report.exclusions = try tree.excluded.rows() }
        if options.lists { report.unchangedItems = try plan.unchanged.rows().map(\.item) }
        report.warnings = SyncWarnings.texts(tree, plan)
        return report
    }

    /// Whether to ask what the library holds: when the plan can be in its way.
    private func asks(_ plan: SyncPlan, at revision: UInt64) -> Bool {
        revision > 0 && (options.delete || plan.hasNewPaths)
    }

    /// Whether it is enough to ask for what is where the plan goes: nothing else is to be removed, and the library is known
    /// to hold something. Of 200,000 entries a listing took 0.4 s of a sync of one new file.
    private func asksLittle(_ plan: SyncPlan, _ current: SyncState) -> Bool {
        !options.delete && !current.items.isEmpty && plan.files.count + plan.others.count <= SyncRun.few
    }
}
