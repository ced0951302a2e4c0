import LockerAPI
import LockerBase
import LockerCore

extension Endpoint {
    mutating func addJobs() {
        addOperators(AdminMethods.compact) { (locker, request) throws(LockerError) in
            Locker_V1_Job(try locker.compaction.start(try CompactionOptions(request)))
        }
        addOperators(AdminMethods.backup) { (locker, request) throws(LockerError) in
            Locker_V1_Job(try locker.backup.start(to: request.directory, isChecked: request.check))
        }
        addOperators(AdminMethods.verify) { (locker, request) throws(LockerError) in
            Locker_V1_Job(try locker.verification.start(VerificationOptions(request)))
        }
        addOperators(AdminMethods.rebuild) { (locker, _) throws(LockerError) in
            Locker_V1_Job(try locker.rebuild.start())
        }
        addOperators(AdminMethods.watchJob) { (locker, request) throws(LockerError) in
            Locker_V1_Job(try locker.jobs.job(request.job))
        }
        addOperators(AdminMethods.cancelJob) { (locker, request) throws(LockerError) in
            let job = try locker.jobs.job(request.job)
            job.cancel()
            return Locker_V1_Job(job)
        }
    }
}

extension CompactionOptions {
    fileprivate init(_ request: Locker_V1_CompactRequest) throws(LockerError) {
        self.init()
        isDryRun = request.dryRun
        keepsFormat = request.keepFormat
        if request.hasMaxUnusedPercent { maximumUnused = request.maxUnusedPercent / 100 }
        if request.hasMaxPacks { maximumPacks = Int(clamping: request.maxPacks) }
        if request.hasBytesPerSecond { bytesPerSecond = Int(clamping: request.bytesPerSecond) }
    }
}

extension VerificationOptions {
    fileprivate init(_ request: Locker_V1_VerifyRequest) {
        self.init()
        isQuick = request.quick
        if request.hasSamplePercent { sample = request.samplePercent / 100 }
        if request.hasOlderThanSeconds { minimumAge = Int64(clamping: request.olderThanSeconds) }
        if request.hasBytesPerSecond { bytesPerSecond = Int(clamping: request.bytesPerSecond) }
    }
}
