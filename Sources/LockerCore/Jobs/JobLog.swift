import LockerBase
import Logging

/// Writes how jobs ended into the log: one line with what each came to.
struct JobLog {
    let logger: Logger

    func ended(_ job: Job, _ outcome: Job.Outcome, after time: Duration) {
        var facts: Logger.Metadata = [
            "job": "\(job.id)", "kind": "\(job.kind.rawValue)",
            "seconds": .stringConvertible((time / .milliseconds(1)).rounded() / 1000),
        ]
        guard case .failed(let error) = outcome else {
            for (key, count) in outcome.counts { facts[key] = .stringConvertible(count) }
            facts["outcome"] = "OK"
            return logger.info("a \(job.kind.rawValue) has ended", metadata: facts)
        }
        facts["outcome"] = "\(job.isCancelled ? "CANCELLED" : error.code.rawValue)"
        if job.isCancelled { return logger.notice("a \(job.kind.rawValue) was cancelled", metadata: facts) }
        logger.error("a \(job.kind.rawValue) has failed: \(error.logText)", metadata: facts)
        logger.debug("a \(job.kind.rawValue) has failed: \(error)", metadata: facts)
    }
}

extension Job.Outcome {
    /// What the job counted.
    fileprivate var counts: [(String, Int)] {
        switch self {
        case .compacted(let report):
            [
                ("packs_rewritten", report.packsRewritten), ("packs_deleted", report.packsDeleted),
                ("reclaimed_bytes", report.reclaimedBytes), ("moved_bytes", report.movedBytes),
                ("revisions_expired", Int(report.revisionsExpired)), ("damaged_packs", report.damagedPacks.count),
                ("dry_run", report.isDryRun ? 1 : 0),
            ]
        case .backedUp(let report):
            [
                ("packs", report.packs.packs), ("copied", report.packs.copied), ("linked", report.packs.linked),
                ("copied_bytes", report.packs.copiedBytes), ("packs_removed", report.removedPacks),
                ("checked_files", report.checkedFiles), ("checked_bytes", report.checkedBytes),
            ]
        case .verified(let report):
            [
                ("packs", report.packs), ("records", report.records), ("bytes", report.bytes),
                ("damaged", report.damaged), ("mended", report.mended),
            ]
        case .rebuilt(let report):
            [
                ("accounts", Int(report.metadata.accounts)), ("libraries", Int(report.metadata.libraries)),
                ("revisions", Int(report.metadata.revisions)), ("entries", Int(report.metadata.entries)),
                ("left_out", report.leftOut), ("lost", report.lost),
            ]
        case .failed: []
        }
    }
}
