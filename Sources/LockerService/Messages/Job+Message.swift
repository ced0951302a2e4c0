import LockerAPI
import LockerCore

extension Locker_V1_Job {
    init(_ job: Job) {
        self.init()
        // The outcome first: what has ended has made no progress since.
        let (outcome, progress) = (job.outcome, job.progress)
        id = job.id
        kind = Kind(job.kind)
        phase = progress.phase
        done = UInt64(progress.done)
        total = UInt64(progress.total)
        unit = progress.unit == .bytes ? .bytes : .items
        ended = outcome != nil
        switch outcome {
        case .compacted(let report): compaction = Locker_V1_CompactResult(report)
        case .backedUp(let report): backup = Locker_V1_BackupResult(report)
        case .verified(let report): verification = Locker_V1_VerifyResult(report)
        case .rebuilt(let report): rebuild = Locker_V1_RebuildResult(report)
        case .failed(let failure):
            (error, reason, details) = (failure.message, failure.code.rawValue, failure.facts)
        case nil: break
        }
    }
}

extension Locker_V1_Job.Kind {
    fileprivate init(_ kind: Job.Kind) {
        self =
            switch kind {
            case .compaction: .compaction
            case .backup: .backup
            case .verification: .verification
            case .rebuild: .rebuild
            }
    }
}

extension Locker_V1_VerifyResult {
    fileprivate init(_ report: VerificationReport) {
        self.init()
        packs = UInt64(report.packs)
        records = UInt64(report.records)
        bytes = UInt64(report.bytes)
        damaged = UInt64(report.damaged)
        mended = UInt64(report.mended)
        seconds = report.seconds
    }
}

extension Locker_V1_BackupResult {
    fileprivate init(_ report: BackupReport) {
        self.init()
        packs = UInt64(report.packs.packs)
        kept = UInt64(report.packs.kept)
        linked = UInt64(report.packs.linked)
        copied = UInt64(report.packs.copied)
        copiedBytes = UInt64(report.packs.copiedBytes)
        removed = UInt64(report.removedPacks)
        checkedFiles = UInt64(report.checkedFiles)
        checkedBytes = UInt64(report.checkedBytes)
        seconds = report.seconds
    }
}

extension Locker_V1_CompactResult {
    fileprivate init(_ report: CompactionReport) {
        self.init()
        packsRewritten = UInt64(report.packsRewritten)
        packsDeleted = UInt64(report.packsDeleted)
        reclaimedBytes = UInt64(max(0, report.reclaimedBytes))
        movedBytes = UInt64(report.movedBytes)
        seconds = report.seconds
        dryRun = report.isDryRun
        totalBytes = UInt64(report.totalBytes)
        unusedBytes = UInt64(report.unusedBytes)
        olderPacks = UInt64(report.olderPacks)
        olderBytes = UInt64(report.olderBytes)
        packsLeft = UInt64(report.packsLeft)
        bytesLeft = UInt64(report.bytesLeft)
        damagedPacks = report.damagedPacks
        revisionsExpired = UInt64(report.revisionsExpired)
        retentionRefused = report.retentionRefused ?? ""
    }
}

extension Locker_V1_RebuildResult {
    fileprivate init(_ report: RebuildReport) {
        self.init()
        accounts = UInt64(report.metadata.accounts)
        libraries = UInt64(report.metadata.libraries)
        revisions = UInt64(report.metadata.revisions)
        entries = UInt64(report.metadata.entries)
        catalogTracks = UInt64(report.metadata.catalogTracks)
        records = UInt64(report.records)
        seconds = report.seconds
    }
}
