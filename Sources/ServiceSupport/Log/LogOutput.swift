import Glibc
import Logging
import POSIXSupport
import Synchronization

/// Where the lines of the log go, how they are written, and which are.
public final class LogOutput: Sendable {
    private let format: LogFormat
    private let descriptor: Int32
    /// Whether systemd's journal reads what is written; it adds the time itself, and takes the priority from the line.
    private let isJournal: Bool
    /// The place of the level in `Logger.Level.allCases`. Every call asks for it.
    private let place: Atomic<Int>

    /// - Parameter descriptor: Written to, and left open.
    public init(_ format: LogFormat = .text, level: Logger.Level = .info, to descriptor: Int32 = STDERR_FILENO) {
        self.format = format
        self.descriptor = descriptor
        isJournal = LogOutput.isJournal(descriptor)
        place = Atomic(LogOutput.place(of: level))
    }

    /// The least severe level that is written. May be changed at any time.
    public var level: Logger.Level {
        get { Logger.Level.allCases[place.load(ordering: .relaxed)] }
        set { place.store(LogOutput.place(of: newValue), ordering: .relaxed) }
    }

    /// Writes one line in one piece. A line that cannot be written is lost: there is nowhere to tell of it.
    func write(_ line: LogLine) {
        let bytes = Array(line.text(format, isJournal: isJournal).utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { rest in
                retrying { Glibc.write(descriptor, rest.baseAddress, rest.count) }
            }
            guard count > 0 else { return }
            written += count
        }
    }

    private static func place(of level: Logger.Level) -> Int {
        Logger.Level.allCases.firstIndex(of: level) ?? 0
    }

    /// Whether `descriptor` is the stream that systemd names in the environment (systemd.exec(5), `$JOURNAL_STREAM`).
    private static func isJournal(_ descriptor: Int32) -> Bool {
        guard let variable = getenv("JOURNAL_STREAM") else { return false }
        let numbers = String(cString: variable).split(separator: ":").map { UInt64($0) }
        var status = stat()
        guard numbers.count == 2, fstat(descriptor, &status) == 0 else { return false }
        return numbers[0] == UInt64(status.st_dev) && numbers[1] == UInt64(status.st_ino)
    }
}
