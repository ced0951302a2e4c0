extension HTTPDate {
    /// The moment that a header field names in one of the three forms that are taken: IMF-fixdate, and the obsolete ones
    /// of RFC 850 and of asctime(3). Nil for anything else; capitals matter, and a weekday that is not the date's does
    /// not.
    ///
    /// - Parameter now: tells the century of the second form, of which the year has two digits: no more than 50 years
    ///   from here.
    package init?(_ text: String, now: HTTPDate) {
        guard text.utf8.count <= HTTPDate.longest else { return nil }
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard let time = HTTPDate.fixed(parts) ?? HTTPDate.ofRFC850(parts, now: now) ?? HTTPDate.asctime(parts),
            time.isThere
        else { return nil }
        self.init(seconds: time.seconds)
    }

    /// `Wednesday, 06-Nov-94 08:49:37 GMT`.
    private static let longest = 33

    private static let longWeekdays = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]

    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    private static func fixed(_ parts: [Substring]) -> UTCTime? {
        guard parts.count == 6, parts[5] == "GMT", isWeekday(parts[0], of: weekdays, ending: ",") else { return nil }
        return time(day: number(parts[1], 2), month: parts[2], year: number(parts[3], 4), clock: parts[4])
    }

    /// `Sunday, 06-Nov-94 08:49:37 GMT`.
    private static func ofRFC850(_ parts: [Substring], now: HTTPDate) -> UTCTime? {
        guard parts.count == 4, parts[3] == "GMT", isWeekday(parts[0], of: longWeekdays, ending: ",") else {
            return nil
        }
        let date = parts[1].split(separator: "-", omittingEmptySubsequences: false)
        guard date.count == 3, let short = number(date[2], 2) else { return nil }
        let today = UTCTime(seconds: now.seconds).year
        let year = today / 100 * 100 + short
        return time(
            day: number(date[0], 2), month: date[1], year: year > today + 50 ? year - 100 : year, clock: parts[2])
    }

    /// `Sun Nov  6 08:49:37 1994`, with a second blank before a day of one digit.
    private static func asctime(_ parts: [Substring]) -> UTCTime? {
        var parts = parts
        var digits = 2
        if parts.count == 6, parts[2].isEmpty {
            parts.remove(at: 2)
            digits = 1
        }
        guard parts.count == 5, isWeekday(parts[0], of: weekdays, ending: "") else { return nil }
        return time(day: number(parts[2], digits), month: parts[1], year: number(parts[4], 4), clock: parts[3])
    }

    private static func time(day: Int?, month: Substring, year: Int?, clock: Substring) -> UTCTime? {
        let numbers = clock.split(separator: ":", omittingEmptySubsequences: false).map { number($0, 2) }
        guard let day, let year, let index = months.firstIndex(where: { $0 == month }), numbers.count == 3,
            let hour = numbers[0], let minute = numbers[1], let second = numbers[2]
        else { return nil }
        var time = UTCTime(year: year, month: index + 1, day: day)
        time.hour = hour
        time.minute = minute
        time.second = second
        return time
    }

    private static func isWeekday(_ text: Substring, of names: [String], ending: String) -> Bool {
        names.contains { text == "\($0)\(ending)" }
    }

    /// The number that exactly `count` digits are.
    private static func number(_ text: Substring, _ count: Int) -> Int? {
        let digits = text.utf8
        guard digits.count == count, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }
}
