import LockerBase
import Metadata

extension OwnRetention {
    /// The rule that it is; nil where it asks for nothing.
    ///
    /// - Parameter end: when spans end, nanoseconds since 1970 UTC. Nil: nobody knows, and where a span is asked for, all
    ///   is kept.
    func rule(endingAt end: Int64?) throws(LockerError) -> Retention? {
        if isEmpty { return nil }
        let keepsAll = keepWithin != nil && end == nil
        return try Retention(
            keepLast: keepsAll ? Int64.max : keepLast, keepWithin: keepsAll ? nil : keepWithin, keepEach: keepEach)
    }

    private var keepEach: [RetentionPeriod: Int64] {
        RetentionPeriod.counts(
            hourly: keepHourly, daily: keepDaily, weekly: keepWeekly, monthly: keepMonthly, yearly: keepYearly)
    }
}
