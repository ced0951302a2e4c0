import LockerBase
import Logging
import Metadata
import PackEngine

/// Tells index and metadata of a store again from its packs.
public struct StoreRebuild: Sendable {
    let packs: PackStore
    let metadata: any MetadataBackEnd
    let gate: ChangeGate
    let feed: ChangeFeed
    let jobs: JobTable
    /// The store's.
    let directory: String
    let logger: Logger

    /// Starts telling index and metadata again from the packs. Reads go on meanwhile; what changes metadata is refused
    /// while the database is written. The old one stays as `metadata.sqlite.replaced`.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` while another job runs.
    public func start() throws(LockerError) -> Job {
        try jobs.start(.rebuild) { [self] (job) throws(LockerError) in .rebuilt(try run(job)) }
    }

    private func run(_ job: Job) throws(LockerError) -> RebuildReport {
        let start = ContinuousClock.now
        var report = RebuildReport()
        job.begin("reading packs", total: 0)
        try packs.completeIndex { (done, total) throws(LockerError) in try job.advance(to: done, of: total) }
        let refusal = LockerError(
            .unavailable, "the metadata is told again from the packs at the moment; try again when that is done")
        try gate.alone(refusing: refusal) { () throws(LockerError) in
            let rebuild = DatabaseRebuild(
                packs: packs, knowing: try KnownMetadata(metadata), job: job, logger: logger)
            let factory = MetadataStores.embedded(in: directory)
            defer { factory.removeDraft() }
            report.metadata = try rebuild.write(to: factory)
            (report.leftOut, report.lost) = (rebuild.notes.leftOut, rebuild.notes.lost)
            guard rebuild.notes.lost == 0 else {
                throw LockerError(
                    .dataLoss,
                    "the packs cannot tell everything, as the log says, and the database stays as it is; restore the packs "
                        + "from a backup, or stop lockerd and use lockerd --rebuild for what can be told")
            }
            job.begin("taking the new database", total: 0)
            try metadata.takeDraft()
            feed.changedAll()
            try packs.health.forgetLostCommits()
        }
        report.records = packs.statistics().kinds.total.records
        report.seconds = start.duration(to: .now) / .seconds(1)
        return report
    }

    /// Rebuilds the store in `directory` while no daemon serves it; the old database stays as
    /// `metadata.sqlite.replaced`. What stops it in between leaves the store as it was: the index is made at the next
    /// start, as always.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` when a daemon owns the store, or its format is newer;
    ///   ``LockerError/Code/notFound`` when there is no store.
    public static func run(directory: String, logger: Logger) throws(LockerError) -> RebuildReport {
        let start = ContinuousClock.now
        let lines = LineLimiter(logger)
        defer { lines.flush(all: true) }
        let packs = try PackStore.rebuild(directory: directory) { PackEventLog(lines: lines).write($0) }
        defer { packs.close() }
        try packs.waitForIndex()
        // What may be whole there would be missing in the new database.
        if let pack = try packs.health.packsOutOfReach(.metadata).first {
            throw LockerError(
                .failedPrecondition,
                "\(pack.error.message); nothing is told again without it, and the database stays as it is",
                cause: pack.error)
        }
        let factory = MetadataStores.embedded(in: directory)
        let rebuild = DatabaseRebuild(
            packs: packs, knowing: KnownMetadata(of: factory), job: Job(id: 0, kind: .rebuild), logger: logger)
        var report = RebuildReport()
        report.metadata = try rebuild.write(to: factory)
        (report.leftOut, report.lost) = (rebuild.notes.leftOut, rebuild.notes.lost)
        try factory.exchangeForDraft()
        if rebuild.notes.lost == 0 { try packs.health.forgetLostCommits() }
        report.records = packs.statistics().kinds.total.records
        report.seconds = start.duration(to: .now) / .seconds(1)
        return report
    }
}
