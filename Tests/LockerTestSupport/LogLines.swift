import Logging
import Synchronization

/// Keeps what is logged, a line each with its facts.
public final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    public init() {}

    /// What was logged, in order.
    public var all: [String] { lines.withLock { $0 } }

    /// How many lines have these words.
    public func count(of words: String) -> Int { all.count { $0.contains(words) } }

    public func logger(_ level: Logger.Level = .trace) -> Logger {
        var logger = Logger(label: "test") { _ in Handler(lines: self) }
        logger.logLevel = level
        return logger
    }

    private func add(_ line: String) { lines.withLock { $0.append(line) } }

    private struct Handler: LogHandler {
        let lines: LogLines
        var logLevel = Logger.Level.trace
        var metadata: Logger.Metadata = [:]
        var metadataProvider: Logger.MetadataProvider?
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let facts = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            lines.add((["\(event.message)"] + facts).joined(separator: " "))
        }
    }
}
