import Logging
import Synchronization

/// Keeps what is logged, a line each with its facts.
final class LogLines: Sendable {
    private let all = Mutex<[String]>([])

    /// How many lines have these words.
    func count(of words: String) -> Int {
        let lines = all.withLock { $0 }
        return lines.filter { $0.contains(words) }.count
    }

    fileprivate func add(_ line: String) {
        all.withLock { $0.append(line) }
    }

    func logger(_ level: Logger.Level = .trace) -> Logger {
        var logger = Logger(label: "test") { _ in Handler(lines: self) }
        logger.logLevel = level
        return logger
    }

    fileprivate struct Handler: LogHandler {
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
