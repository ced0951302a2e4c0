/// A stretch of time, of the last of which a revision each may be kept. All are UTC's; weeks begin on Monday.
public enum RetentionPeriod: String, CaseIterable, Sendable {
    case hour
    case day
    case week
    case month
    case year

    private static let secondsOfAnHour: Int64 = 3600
    private static let secondsOfADay: Int64 = 86_400

    /// Of how many of each a revision is kept; of those that are nil of none.
    package static func counts(
        hourly: Int64?, daily: Int64?, weekly: Int64?, monthly: Int64?, yearly: Int64?
    ) -> [RetentionPeriod: Int64] {
        var counts: [RetentionPeriod: Int64] = [:]
        counts[.hour] = hourly
        counts[.day] = daily
        counts[.week] = weekly
        counts[.month] = monthly
        counts[.year] = yearly
        return counts
    }

    /// The number of the period in which `time` is, nanoseconds since 1970: another one for each.
    package func number(of time: Int64) -> Int64 {
        let seconds = RetentionPeriod.quotient(time, 1_000_000_000)
        let days = RetentionPeriod.quotient(seconds, RetentionPeriod.secondsOfADay)
        switch self {
        case .hour: return RetentionPeriod.quotient(seconds, RetentionPeriod.secondsOfAnHour)
        case .day: return days
        // 1970 began on a Thursday.
        case .week: return RetentionPeriod.quotient(days + 3, 7)
        case .month:
            let date = RetentionPeriod.date(days)
            return date.year * 12 + date.month - 1
        case .year: return RetentionPeriod.date(days).year
        }
    }

    /// Rounded down.
    private static func quotient(_ number: Int64, _ divisor: Int64) -> Int64 {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// The year, and the month from 1 to 12, of the day that is so many days after 1 January 1970.
    ///
    /// Counted from 1 March of the year 0, so that a leap day is the last of its year
    /// (https://howardhinnant.github.io/date_algorithms.html#civil_from_days).
    private static func date(_ days: Int64) -> (year: Int64, month: Int64) {
        let shifted = days + 719_468
        let era = quotient(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month)
    }
}
