/// A moment as HTTP tells it: to the second, in UTC, of the years 1 to 9999.
///
/// Source: RFC 9110, section 5.6.7.
package struct HTTPDate: Hashable, Comparable, Sendable {
    /// The seconds since the beginning of 1970.
    package let seconds: Int64

    static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    /// The beginning of the year 1, and the end of the year 9999.
    private static let known: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// The moment `seconds` after the beginning of 1970, or the nearest that HTTP can tell: a file may bear any time.
    package init(seconds: Int64) {
        self.seconds = min(max(seconds, HTTPDate.known.lowerBound), HTTPDate.known.upperBound)
    }

    /// The value of a header field: an IMF-fixdate, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    package var fieldValue: String {
        let time = UTCTime(seconds: seconds)
        let day = "\(HTTPDate.weekdays[time.weekday]), \(HTTPDate.digits(time.day, 2))"
        let date = "\(day) \(HTTPDate.months[time.month - 1]) \(HTTPDate.digits(time.year, 4))"
        let clock = [time.hour, time.minute, time.second].map { HTTPDate.digits($0, 2) }.joined(separator: ":")
        return "\(date) \(clock) GMT"
    }

    package static func < (left: HTTPDate, right: HTTPDate) -> Bool {
        left.seconds < right.seconds
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
}
