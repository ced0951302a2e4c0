import Glibc
import LockerBase
import PackEngine

/// How a compaction goes about it.
public struct CompactionOptions: Sendable {
    /// The fraction of the packs' bytes that may stay unused.
    public var maximumUnused = 0.05
    /// Whether to tell what would be done, and do nothing.
    public var isDryRun = false
    /// The most packs to rewrite; nil for all that are worth it.
    public var maximumPacks: Int?
    /// The most bytes to copy in a second; nil for as many as the disk takes.
    public var bytesPerSecond: Int?

    public init() {}
}

/// What a compaction did, or in a dry run would do.
public struct CompactionReport: Sendable {
    public var packsRewritten = 0
    public var packsDeleted = 0
    /// Bytes that the packs take less than before.
    public var reclaimedBytes = 0
    /// Bytes that were copied.
    public var movedBytes = 0
    /// Bytes of the packs before, and of these what nobody needed.
    public var totalBytes = 0
    public var unusedBytes = 0
    /// Packs that would have been rewritten with more room on the disk, and bytes that this would give back.
    public var packsLeft = 0
    public var bytesLeft = 0
    /// Packs that stay as they are because a record of them is damaged, or they cannot be opened or removed.
    public var damagedPacks: [String] = []
    /// Revisions that were expired before, as the configuration says.
    public var revisionsExpired: Int64 = 0
    /// Why none were expired by their age, though the configuration says so; nil when nothing kept them from it.
    public var retentionRefused: String?
    public var seconds = 0.0
    public var isDryRun = false
}

extension Locker {
    /// Starts a compaction: packs that nobody needs are deleted, and those of which little is needed are rewritten,
    /// while everything else goes on.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` while another job runs; ``LockerError/Code/invalidArgument``.
    public func startCompaction(_ options: CompactionOptions) throws(LockerError) -> Job {
        guard (0...1).contains(options.maximumUnused), options.maximumPacks ?? 0 >= 0, options.bytesPerSecond ?? 1 > 0
        else {
            throw LockerError(
                .invalidArgument, "a compaction leaves 0 to 100 % unused, and a limit is more than nothing")
        }
        return try jobs.start(.compaction) { [self] (job) throws(LockerError) in
            .compacted(try compact(options, job))
        }
    }

    /// The job `id`, if it runs or is the last that did.
    public func job(_ id: UInt64) throws(LockerError) -> Job { try jobs.job(id) }

    private func compact(_ options: CompactionOptions, _ job: Job) throws(LockerError) -> CompactionReport {
        let start = ContinuousClock.now
        let (expired, refused) = try options.isDryRun ? (0, nil) : expireAsConfigured(job)
        if !options.isDryRun { try lost.settle() }
        let candidates = try packs.compaction.begin()
        defer { packs.compaction.end() }
        let open = packs.compaction.openPacks
        // What a commit that failed refers to is not needed, and may be given up: the commit must not come back. Of one
        // that fails from here on, all is noted until the end.
        if !options.isDryRun { try gate.change { () throws(LockerError) in try metadata.settle() } }
        job.begin("reading recipes", total: 0)
        let needed = try needed { (done, total) throws(LockerError) in try job.advance(to: done, of: total) }
        var plan = try packs.compaction.plan(
            candidates, open: open, keeping: needed, maximumUnused: options.maximumUnused)
        metrics.marked(needed, plan)
        var report = CompactionReport(plan, options)
        (report.revisionsExpired, report.retentionRefused) = (expired, refused)
        for (name, error) in plan.outOfReach { leave(name, because: error, &report) }
        if !options.isDryRun {
            packs.compaction.seal(&plan)
            try delete(plan.dead, keeping: needed, &report, job)
            try rewrite(plan, keeping: needed, options, &report, job)
            metrics.marked(needed, plan, reclaimed: report.reclaimedBytes)
        }
        report.seconds = start.duration(to: .now) / .seconds(1)
        return report
    }

    /// - Returns: how many revisions are gone, or why none are though there is a rule: the compaction goes on all the
    ///   same.
    private func expireAsConfigured(_ job: Job) throws(LockerError) -> (expired: Int64, refused: String?) {
        guard let retention else { return (0, nil) }
        job.begin("expiring revisions", total: 0)
        do throws(LockerError) {
            let report = try expireByRule(retention) { (done, total) throws(LockerError) in
                try job.advance(to: done, of: total)
            }
            return (report.expired, nil)
        } catch let error where error.cause is ExpiryClock.Refusal {
            logger.error("\(error.message)")
            return (0, error.message)
        }
    }

    private func delete(
        _ dead: [PackName], keeping needed: RecordSet, _ report: inout CompactionReport, _ job: Job
    ) throws(LockerError) {
        job.begin("deleting packs", total: dead.count)
        let batch = CompactionBatch(keeping: needed)
        for (number, name) in dead.enumerated() {
            do throws(LockerError) {
                try packs.compaction.move(name, batch) { _ in }
                let outcome = try packs.compaction.delete(packs.compaction.retire(batch) { _ in })
                for emptied in outcome.emptied { report.add(emptied, isRewritten: false) }
                for (name, error) in outcome.damaged { leave(name, because: error, &report) }
            } catch let error where error.isLoss {
                leave(name, because: error, &report)
            }
            try job.advance(to: number + 1)
        }
    }

    private func rewrite(
        _ plan: CompactionPlan, keeping needed: RecordSet, _ options: CompactionOptions,
        _ report: inout CompactionReport, _ job: Job
    ) throws(LockerError) {
        job.begin("rewriting packs", total: plan.movedBytes, of: .bytes)
        let names = Array(plan.rewritten.prefix(options.maximumPacks ?? .max))
        let result = try CompactionRun(packs, names, keeping: needed, options, room: freeBytes ?? 0, job).finish()
        for emptied in result.emptied { report.add(emptied, isRewritten: true) }
        for (name, error) in result.damaged { leave(name, because: error, &report) }
        guard result.left > 0 else { return }
        report.packsLeft = result.left
        report.bytesLeft = max(0, plan.reclaimedBytes - report.reclaimedBytes)
    }

    /// Bytes that are free on the disk, none of root's reserve among them; nil where the system does not tell.
    private var freeBytes: Double? {
        var status = statvfs()
        guard statvfs(directory, &status) == 0 else { return nil }
        return Double(status.f_bavail) * Double(status.f_frsize)
    }

    private func leave(_ name: PackName, because error: LockerError, _ report: inout CompactionReport) {
        logger.error("\(name.fileName) is not compacted: \(error.logText)")
        logger.debug("\(name.fileName) is not compacted: \(error)")
        report.damagedPacks.append(name.fileName)
    }
}

extension CompactionReport {
    /// What `plan` would do; of what is going to be done, nothing is yet.
    fileprivate init(_ plan: CompactionPlan, _ options: CompactionOptions) {
        totalBytes = plan.totalBytes
        unusedBytes = plan.unusedBytes
        isDryRun = options.isDryRun
        guard isDryRun else { return }
        packsRewritten = plan.rewritten.count
        packsDeleted = plan.dead.count
        reclaimedBytes = plan.reclaimedBytes
        movedBytes = plan.movedBytes
    }

    fileprivate mutating func add(_ emptied: EmptiedPack, isRewritten: Bool) {
        if isRewritten { packsRewritten += 1 } else { packsDeleted += 1 }
        reclaimedBytes += emptied.reclaimedBytes - emptied.movedBytes
        movedBytes += emptied.movedBytes
    }
}
