import Glibc
import LockerBase
import Metadata
import PackEngine

extension Locker {
    /// Starts telling index and metadata again from the packs. Reads go on meanwhile; what changes metadata is refused
    /// while the database is written. The old one stays as `metadata.sqlite.replaced`.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` while another job runs.
    public func startRebuild() throws(LockerError) -> Job {
        try jobs.start(.rebuild) { [self] (job) throws(LockerError) in .rebuilt(try rebuild(job)) }
    }

    private func rebuild(_ job: Job) throws(LockerError) -> RebuildReport {
        let start = ContinuousClock.now
        var report = RebuildReport()
        job.begin("reading packs", total: 0)
        try packs.completeIndex { (done, total) throws(LockerError) in try job.advance(to: done, of: total) }
        let refusal = LockerError(
            .unavailable, "the metadata is told again from the packs at the moment; try again when that is done")
        try gate.alone(refusing: refusal) { () throws(LockerError) in
            let rebuild = Rebuild(packs: packs, job: job, logger: logger)
            let factory = MetadataStores.embedded(in: directory)
            defer { factory.removeDraft() }
            report.metadata = try rebuild.write(to: factory)
            (report.leftOut, report.lost) = (rebuild.leftOut, rebuild.lost)
            guard rebuild.lost == 0 else {
                throw LockerError(
                    .dataLoss,
                    "the packs cannot tell everything, as the log says, and the database stays as it is; restore the packs "
                        + "from a backup, or stop lockerd and use lockerd --rebuild for what can be told")
            }
            job.begin("taking the new database", total: 0)
            try metadata.takeDraft()
            try packs.forgetLostCommits()
        }
        report.records = packs.statistics().kinds.total.records
        report.seconds = start.duration(to: .now) / .seconds(1)
        return report
    }
}
