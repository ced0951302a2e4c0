import LockerAPI
import LockerBase
import LockerCore
import Metadata

extension Endpoint {
    mutating func addExpiry() {
        add(LockerMethods.getRetention, isReading: true) { (locker, call) throws(LockerError) in
            let retention = try locker.retentions.retention(of: call.message.library, of: call.caller)
            return Locker_V1_RetentionResponse(retention, isHonoured: locker.retentions.areHonoured)
        }
        add(LockerMethods.setRetention) { (locker, call) throws(LockerError) in
            let retention = OwnRetention(call.message.retention)
            try locker.retentions.set(
                retention, of: call.message.library, of: call.caller, from: call.message.device.toldDevice)
            return Locker_V1_RetentionResponse(retention, isHonoured: true)
        }
        let locker = locker
        register(AdminMethods.expire, before: requiringOperator) { (request, record) throws(LockerError) in
            // In a configuration beside another rule it keeps what that does; asked for once, it is a slip.
            if request.hasKeepWithinSeconds, request.keepWithinSeconds == 0 {
                throw LockerError(
                    .invalidArgument, "a span of nothing keeps no revision for its age: give a longer one")
            }
            let retention = try Retention(
                keepLast: request.hasKeepLast ? Int64(clamping: request.keepLast) : nil,
                keepWithin: request.hasKeepWithinSeconds ? Int64(clamping: request.keepWithinSeconds) : nil,
                keepEach: request.keepEach)
            return Locker_V1_ExpireResponse(
                try locker.expiry.expire(
                    retention, account: request.hasAccount ? request.account : nil,
                    library: request.hasLibrary ? request.library : nil, isDryRun: request.dryRun,
                    cancellation: record.context.cancellation))
        }
    }
}

extension Locker_V1_ExpireRequest {
    /// How many periods of which kinds keep a revision each.
    fileprivate var keepEach: [RetentionPeriod: Int64] {
        var each: [RetentionPeriod: Int64] = [:]
        if hasKeepHourly { each[.hour] = Int64(clamping: keepHourly) }
        if hasKeepDaily { each[.day] = Int64(clamping: keepDaily) }
        if hasKeepWeekly { each[.week] = Int64(clamping: keepWeekly) }
        if hasKeepMonthly { each[.month] = Int64(clamping: keepMonthly) }
        if hasKeepYearly { each[.year] = Int64(clamping: keepYearly) }
        return each
    }
}

extension Locker_V1_ExpireResponse {
    fileprivate init(_ report: ExpiryReport) {
        self.init()
        libraries = UInt64(report.libraries)
        expired = UInt64(report.expired)
        kept = UInt64(report.kept)
        dryRun = report.isDryRun
        keptByOwn = UInt64(report.keptByOwn)
        spansRefused = report.spansRefused ?? ""
    }
}

extension Locker_V1_RetentionResponse {
    fileprivate init(_ own: OwnRetention, isHonoured: Bool) {
        self.init()
        retention = Locker_V1_Retention(own)
        honoured = isHonoured
    }
}
