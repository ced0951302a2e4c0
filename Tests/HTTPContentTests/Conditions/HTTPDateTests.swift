import HTTPContent
import Testing

@Suite struct HTTPDateTests {
    private let now = HTTPDate(seconds: 1_790_000_000)

    @Test(
        arguments: [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"), (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
            (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"), (-62_135_596_800, "Mon, 01 Jan 0001 00:00:00 GMT"),
            (.max, "Fri, 31 Dec 9999 23:59:59 GMT"), (.min, "Mon, 01 Jan 0001 00:00:00 GMT"),
        ] as [(Int64, String)])
    func isToldAsIMFFixdate(seconds: Int64, text: String) throws {
        let date = HTTPDate(seconds: seconds)
        #expect(date.fieldValue == text)
        #expect(HTTPDate(text, now: now) == date)
    }

    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        // A weekday that is another does not matter.
        "Mon, 06 Nov 1994 08:49:37 GMT",
    ])
    func threeFormsAreTaken(text: String) {
        #expect(HTTPDate(text, now: now)?.seconds == 784_111_777)
    }

    @Test func dayOfTwoDigitsInTheFormOfC() {
        #expect(HTTPDate("Wed Nov 16 08:49:37 1994", now: now)?.seconds == 784_975_777)
    }

    /// `now` is in 2026.
    @Test(arguments: [(94, "1994"), (26, "2026"), (76, "2076"), (77, "1977"), (0, "2000")])
    func twoDigitsAreAYearWithinFifty(short: Int, year: String) throws {
        let digits = short < 10 ? "0\(short)" : "\(short)"
        let date = try #require(HTTPDate("Sunday, 01-Jan-\(digits) 00:00:00 GMT", now: now))
        #expect(date.fieldValue.contains(" Jan \(year) "))
    }

    @Test(arguments: [
        "", " ", "now", "0", "784111777", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 +0000", "sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 29 Feb 1900 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT ", " Sun, 06 Nov 1994 08:49:37 GMT", "Sun,  06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT", "Sun, 06-Nov-94 08:49:37 GMT", "Sun Nov 6 08:49:37 1994",
        "Sun Nov  16 08:49:37 1994", "Sun, +6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT, x",
        "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT", "Xyz, 06 Nov 1994 08:49:37 GMT",
    ])
    func nothingElseIs(text: String) {
        #expect(HTTPDate(text, now: now) == nil)
    }

    @Test func leapSecondsAreTaken() {
        let date = HTTPDate("Sat, 31 Dec 2016 23:59:60 GMT", now: now)
        #expect(date?.fieldValue == "Sun, 01 Jan 2017 00:00:00 GMT")
    }

    /// Each day of four centuries, by adding one.
    @Test func daysFollowEachOther() {
        var day: Int64 = -25_000
        var last = ""
        while day < 125_000 {
            let date = HTTPDate(seconds: day * 86_400)
            let text = date.fieldValue
            if text == last || HTTPDate(text, now: now) != date { Issue.record("day \(day): \(text)") }
            last = text
            day += 1
        }
        #expect(last == "Thu, 28 Mar 2312 00:00:00 GMT")
    }
}
