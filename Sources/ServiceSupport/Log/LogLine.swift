import Glibc
import Logging

/// One line of the log. However long its parts are, and whatever they hold, it is one line, and a bounded one.
struct LogLine {
    /// The most bytes of a message, and of the value of a fact, before they are escaped.
    private static let longestMessage = 2048
    private static let longestValue = 512

    let level: Logger.Level
    let message: String
    let facts: Logger.Metadata

    /// The line, with its end.
    func text(_ format: LogFormat, isJournal: Bool) -> String {
        // sd-daemon(3): a line may begin with its priority.
        let prefix = isJournal ? "<\(priority)>" : ""
        switch format {
        case .text: return prefix + plain(isJournal: isJournal) + "\n"
        case .json: return prefix + json + "\n"
        }
    }

    private func plain(isJournal: Bool) -> String {
        var words = isJournal ? [] : [LogLine.now, level.rawValue]
        words.append(LogText.printable(LogText.clipped(message, LogLine.longestMessage)))
        for (key, value) in facts.sorted(by: { $0.key < $1.key }) {
            words.append("\(key)=\(LogText.word(LogText.clipped("\(value)", LogLine.longestValue)))")
        }
        return words.joined(separator: " ")
    }

    private var json: String {
        var pairs = [
            ("time", LogText.quoted(LogLine.now)), ("level", LogText.quoted(level.rawValue)),
            ("message", LogText.quoted(LogText.clipped(message, LogLine.longestMessage))),
        ]
        for (key, value) in facts.sorted(by: { $0.key < $1.key }) { pairs.append((key, LogLine.json(value))) }
        return "{" + pairs.map { "\(LogText.quoted($0)): \($1)" }.joined(separator: ", ") + "}"
    }

    /// Numbers as numbers, all else as text.
    private static func json(_ value: Logger.MetadataValue) -> String {
        if case .stringConvertible(let number) = value {
            if let number = number as? any BinaryInteger { return "\(number)" }
            if let number = number as? Double, number.isFinite { return "\(number)" }
        }
        return LogText.quoted(LogText.clipped("\(value)", longestValue))
    }

    /// The priority in terms of syslog(3).
    private var priority: Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    /// The time in UTC, as RFC 3339 writes it, with milliseconds.
    private static var now: String {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        var parts = tm()
        gmtime_r(&time.tv_sec, &parts)
        let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)].map { padded($0, 2) }
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded(Int($0), 2) }
        return date.joined(separator: "-") + "T" + clock.joined(separator: ":") + "."
            + padded(time.tv_nsec / 1_000_000, 3) + "Z"
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
