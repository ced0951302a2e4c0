import LockerAPI
import LockerBase
import LockerCore

extension Endpoint {
    mutating func addHistory() {
        addOperators(AdminMethods.expire) { (locker, request) throws(LockerError) in
            let retention = try Retention(
                keepLast: request.hasKeepLast ? Int64(clamping: request.keepLast) : nil,
                keepWithin: request.hasKeepWithinSeconds ? Int64(clamping: request.keepWithinSeconds) : nil)
            return Locker_V1_ExpireResponse(
                try locker.expiry.expire(
                    retention, account: request.hasAccount ? request.account : nil,
                    library: request.hasLibrary ? request.library : nil, isDryRun: request.dryRun))
        }
        addOperators(AdminMethods.rebuild) { (locker, _) throws(LockerError) in
            Locker_V1_Job(try locker.rebuild.start())
        }
    }
}

extension Locker_V1_ExpireResponse {
    fileprivate init(_ report: ExpiryReport) {
        self.init()
        libraries = UInt64(report.libraries)
        expired = UInt64(report.expired)
        kept = UInt64(report.kept)
        dryRun = report.isDryRun
    }
}

extension Locker_V1_RebuildResult {
    init(_ report: RebuildReport) {
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
