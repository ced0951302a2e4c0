/// A moment by the calendar, in UTC.
///
/// Source: E. M. Reingold, N. Dershowitz, "Calendrical Calculations", the Gregorian calendar; here with years that
/// begin in March, so that a leap day is a year's last.
struct UTCTime: Equatable {
    var year: Int
    /// 1 to 12.
    var month: Int
    /// 1 to 31.
    var day: Int
    var hour = 0
    var minute = 0
    var second = 0

    private static let daysOfEra = 146_097
    private static let secondsOfDay: Int64 = 86_400
    /// From 1 March of the year 0 to 1 January 1970.
    private static let daysBefore1970 = 719_468

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The moment `seconds` after the beginning of 1970, without leap seconds.
    init(seconds: Int64) {
        let time = Int(seconds.remainder(dividingBy: UTCTime.secondsOfDay))
        let days = Int((seconds - Int64(time)) / UTCTime.secondsOfDay) + UTCTime.daysBefore1970
        let era = (days >= 0 ? days : days - (UTCTime.daysOfEra - 1)) / UTCTime.daysOfEra
        let dayOfEra = days - era * UTCTime.daysOfEra
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        hour = time / 3_600
        minute = time / 60 % 60
        second = time % 60
    }

    /// The seconds since the beginning of 1970.
    var seconds: Int64 {
        Int64(days) * UTCTime.secondsOfDay + Int64(hour * 3_600 + minute * 60 + second)
    }

    /// 0 is Sunday.
    var weekday: Int {
        // 1 January 1970 was a Thursday.
        let day = (days + 4) % 7
        return day < 0 ? day + 7 : day
    }

    /// Whether there is such a moment; a 60th second is one, since clocks are told of leap seconds by it.
    var isThere: Bool {
        guard (1...12).contains(month), day >= 1, hour < 24, minute < 60, second <= 60 else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= lengths[month - 1]
    }

    /// The days since 1 January 1970.
    private var days: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * UTCTime.daysOfEra + dayOfEra - UTCTime.daysBefore1970
    }
}

extension Int64 {
    /// What is left over, never negative.
    fileprivate func remainder(dividingBy divisor: Int64) -> Int64 {
        let rest = self % divisor
        return rest < 0 ? rest + divisor : rest
    }
}
