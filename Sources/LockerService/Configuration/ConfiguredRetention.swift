import LockerBase
import LockerCore

/// What a compaction leaves of old revisions, before it begins: all of them unless the configuration says so.
struct ConfiguredRetention: Decodable, Sendable {
    /// Keep so many revisions of each library.
    let keepLast: Int64?
    /// Keep what is needed to go back to any moment of that span; see ``Age``.
    let keepWithin: String?
    /// Keep the newest of each of so many hours, days, weeks, months and years, the last ones in which there is any.
    let keepHourly: Int64?
    let keepDaily: Int64?
    let keepWeekly: Int64?
    let keepMonthly: Int64?
    let keepYearly: Int64?
    /// Whether what people ask to keep of their libraries is kept besides; it is unless this is false.
    let own: Bool?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case keepLast = "keep_last"
        case keepWithin = "keep_within"
        case keepHourly = "keep_hourly"
        case keepDaily = "keep_daily"
        case keepWeekly = "keep_weekly"
        case keepMonthly = "keep_monthly"
        case keepYearly = "keep_yearly"
        case own
    }

    private var keepEach: [RetentionPeriod: Int64] {
        RetentionPeriod.counts(
            hourly: keepHourly, daily: keepDaily, weekly: keepWeekly, monthly: keepMonthly, yearly: keepYearly)
    }

    /// Nil where it says nothing.
    func rules() throws(LockerError) -> Retention? {
        guard keepLast != nil || keepWithin != nil || !keepEach.isEmpty else { return nil }
        do throws(LockerError) {
            let age = try keepWithin.map { (text) throws(LockerError) in try Age(text) }
            return try Retention(keepLast: keepLast, keepWithin: age?.seconds, keepEach: keepEach)
        } catch {
            throw LockerError(.invalidArgument, "the configuration's 'retention': \(error.message)", cause: error)
        }
    }
}
