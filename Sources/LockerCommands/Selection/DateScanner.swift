/// Reads a date and a time of day as ISO 8601 writes them, from the start of a text on.
struct DateScanner {
    struct TimeOfDay {
        var hour: Int32 = 23
        var minute: Int32 = 59
        var second: Int32 = 59
        /// Nanoseconds.
        var fraction: Int64 = 999_999_999
    }

    enum Zone {
        case local
        /// So many seconds east of UTC.
        case offset(Int)
    }

    private var rest: ArraySlice<UInt8>

    init(_ text: String) {
        rest = Array(text.utf8)[...]
    }

    /// Takes one of `characters`. Returns whether it came.
    mutating func take(_ characters: String) -> Bool {
        guard let first = rest.first, characters.utf8.contains(first) else { return false }
        rest = rest.dropFirst()
        return true
    }

    mutating func date() -> (year: Int32, month: Int32, day: Int32)? {
        guard let year = number(4, in: 1...9999), take("-"), let month = number(2, in: 1...12), take("-"),
            let day = number(2, in: 1...31)
        else { return nil }
        return (year, month, day)
    }

    /// What is not said is the last there is: the end of the minute or of the second, or of a part of that.
    mutating func time() -> TimeOfDay? {
        var time = TimeOfDay()
        guard let hour = number(2, in: 0...23), take(":"), let minute = number(2, in: 0...59) else { return nil }
        (time.hour, time.minute) = (hour, minute)
        guard take(":") else { return time }
        guard let second = number(2, in: 0...59) else { return nil }
        time.second = second
        guard take(".,") else { return time }
        let digits = rest.prefix { DateScanner.isDigit($0) }
        rest = rest.dropFirst(digits.count)
        let padded = String(decoding: digits, as: UTF8.self) + String(repeating: "9", count: max(0, 9 - digits.count))
        guard (1...9).contains(digits.count), let fraction = Int64(padded) else { return nil }
        time.fraction = fraction
        return time
    }

    /// The zone at the end of the text; nil for anything else.
    mutating func zone() -> Zone? {
        if rest.isEmpty { return .local }
        if take("Zz") { return rest.isEmpty ? .offset(0) : nil }
        let isWest = rest.first == UInt8(ascii: "-")
        guard take("+-"), let hours = number(2, in: 0...23) else { return nil }
        var minutes: Int32 = 0
        if !rest.isEmpty {
            _ = take(":")
            guard let found = number(2, in: 0...59) else { return nil }
            minutes = found
        }
        let seconds = Int(hours * 3600 + minutes * 60)
        return rest.isEmpty ? .offset(isWest ? -seconds : seconds) : nil
    }

    /// The number that the next `count` digits are.
    private mutating func number(_ count: Int, in range: ClosedRange<Int32>) -> Int32? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy(DateScanner.isDigit),
            let number = Int32(String(decoding: digits, as: UTF8.self)), range.contains(number)
        else { return nil }
        rest = rest.dropFirst(count)
        return number
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
