import LockerBase
import Logging
import Metadata
import PackEngine

/// Gives back the room of what nobody needs, while everything else goes on: packs without anything needed are deleted,
/// and those with little are rewritten.
public struct StoreCompaction: Sendable {
    let packs: PackStore
    let metadata: any MetadataBackEnd
    let gate: ChangeGate
    let expiry: Expiry
    let lost: LostRecords
    let settings: Settings
    let metrics: LockerMetrics
    let jobs: JobTable
    let openBlobs: OpenBlobs
    /// The store's.
    let directory: String
    let logger: Logger

    /// Starts a compaction.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` while another job runs; ``LockerError/Code/invalidArgument``.
    public func start(_ options: CompactionOptions) throws(LockerError) -> Job {
        guard (0...1).contains(options.maximumUnused), options.maximumPacks ?? 0 >= 0, options.bytesPerSecond ?? 1 > 0
        else {
            throw LockerError(
                .invalidArgument, "a compaction leaves 0 to 100 % unused, and a limit is more than nothing")
        }
        return try jobs.start(.compaction) { [self] (job) throws(LockerError) in
            .compacted(try run(options, job))
        }
    }

    /// The steps, in their order. A dry run takes those alone that change nothing.
    private func run(_ options: CompactionOptions, _ job: Job) throws(LockerError) -> CompactionReport {
        let start = ContinuousClock.now
        let (expired, refused) = try options.isDryRun ? (0, nil) : expire(job)
        if !options.isDryRun { try lost.settle() }
        let (sealed, open) = try begin()
        defer { packs.compaction.end() }
        let needed = try mark(options, job)
        var plan = try packs.compaction.plan(
            sealed, open: open, keeping: needed, maximumUnused: options.maximumUnused, keepsFormat: options.keepsFormat)
        metrics.marked(needed, plan)
        var report = CompactionReport(plan, options)
        (report.revisionsExpired, report.retentionRefused) = (expired, refused)
        for (name, error) in plan.outOfReach { leave(name, because: error, &report) }
        if !options.isDryRun {
            packs.compaction.seal(&plan)
            try delete(plan.dead, keeping: needed, &report, job)
            try move(plan, keeping: needed, options, &report, job)
            metrics.marked(needed, plan, reclaimed: report.reclaimedBytes)
        }
        report.seconds = start.duration(to: .now) / .seconds(1)
        return report
    }

    /// Expires what the configuration does not keep.
    ///
    /// - Returns: how many revisions are gone, or why none are though there is a rule: the compaction goes on all the
    ///   same.
    private func expire(_ job: Job) throws(LockerError) -> (expired: Int64, refused: String?) {
        guard let retention = settings.configuration.retention else { return (0, nil) }
        job.begin("expiring revisions", total: 0)
        do throws(LockerError) {
            let report = try expiry.byRule(retention) { (done, total) throws(LockerError) in
                try job.advance(to: done, of: total)
            }
            if let refusal = report.spansRefused { logger.error("of libraries with a span of their own, \(refusal)") }
            return (report.expired, report.spansRefused)
        } catch let error where error.cause is ExpiryClock.ClockRefusal {
            logger.error("\(error.message)")
            return (0, error.message)
        }
    }

    /// From here on what is stored, found or named is noted, and kept whatever metadata says.
    private func begin() throws(LockerError) -> (sealed: [PackName], open: [OpenPack]) {
        let sealed = try packs.compaction.begin()
        return (sealed, packs.compaction.openPacks)
    }

    /// Marks what metadata names.
    private func mark(_ options: CompactionOptions, _ job: Job) throws(LockerError) -> RecordSet {
        // What a commit that failed refers to may be given up once its library goes on: the commit must not come back.
        // Of one that fails from here on, all is noted until the end.
        if !options.isDryRun { try gate.change { () throws(LockerError) in try metadata.settle() } }
        job.begin("reading recipes", total: 0)
        let needed = NeededRecords(packs: packs, metadata: metadata) { openBlobs.contents }
        return try needed.mark { (done, total) throws(LockerError) in
            try job.advance(to: done, of: total)
        }
    }

    /// Deletes packs without a mark. What was noted of them meanwhile is copied, and they are retired, as when they are
    /// rewritten.
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

    /// Moves what is marked out of packs with little of it, which are then retired and deleted (``PackRewriter``).
    private func move(
        _ plan: CompactionPlan, keeping needed: RecordSet, _ options: CompactionOptions,
        _ report: inout CompactionReport, _ job: Job
    ) throws(LockerError) {
        job.begin("rewriting packs", total: plan.movedBytes, of: .bytes)
        let names = Array(plan.rewritten.prefix(options.maximumPacks ?? .max))
        let result = try PackRewriter(
            packs, names, keeping: needed, options, room: DiskRoom(of: directory)?.free ?? 0, job
        ).finish()
        for emptied in result.emptied { report.add(emptied, isRewritten: true) }
        for (name, error) in result.damaged { leave(name, because: error, &report) }
        guard result.left > 0 else { return }
        report.packsLeft = result.left
        report.bytesLeft = max(0, plan.reclaimedBytes - report.reclaimedBytes)
    }

    private func leave(_ name: PackName, because error: LockerError, _ report: inout CompactionReport) {
        logger.error("\(name.fileName) is not compacted: \(error.logText)")
        logger.debug("\(name.fileName) is not compacted: \(error)")
        report.damagedPacks.append(name.fileName)
    }
}
