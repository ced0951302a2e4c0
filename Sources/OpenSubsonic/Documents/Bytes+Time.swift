extension [UInt8] {
    /// The last millisecond of the year 9999: ISO 8601 has four digits for a year.
    private static var lastMillisecond: Int64 { 253_402_300_799_999 }

    /// `2026-11-03T09:45:27.123Z` (ISO 8601), in UTC. What is before 1970 or behind 9999 is the nearest that is not.
    mutating func write(time nanoseconds: Int64) {
        let milliseconds = Swift.max(Swift.min(nanoseconds / 1_000_000, Self.lastMillisecond), 0)
        let (day, rest) = (UInt(milliseconds / 86_400_000), UInt(milliseconds % 86_400_000))
        write(day: day)
        append(UInt8(ascii: "T"))
        write(rest / 3_600_000, width: 2)
        append(UInt8(ascii: ":"))
        write(rest / 60_000 % 60, width: 2)
        append(UInt8(ascii: ":"))
        write(rest / 1000 % 60, width: 2)
        append(UInt8(ascii: "."))
        write(rest % 1000, width: 3)
        append(UInt8(ascii: "Z"))
    }

    /// A date of the Gregorian calendar, by the days since 1970-01-01.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days: years begin in March, so
    /// that the day of a leap year is their last.
    private mutating func write(day: UInt) {
        let shifted = day + 719_468
        let (era, dayOfEra) = (shifted / 146_097, shifted % 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        write(year, width: 4)
        append(UInt8(ascii: "-"))
        write(month, width: 2)
        append(UInt8(ascii: "-"))
        write(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, width: 2)
    }
}
