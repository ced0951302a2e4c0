import ArgumentParser
import Logging

/// What a daemon's command line says of its log; it counts before the configuration.
package struct LogOptions: ParsableArguments {
    @Option(
        name: .customLong("log-level"),
        help: """
            The least severe messages to log: trace, debug, info, notice, warning, error or critical (default: what the \
            configuration says, else info).
            """,
        transform: LogOptions.level)
    package var level: Logger.Level?

    @Option(
        name: .customLong("log-format"),
        help: "How the log is written: text or json (default: what the configuration says, else text).",
        transform: LogOptions.format)
    package var format: LogFormat?

    package init() {}

    /// Where the log goes until the configuration is read.
    package var output: LogOutput { LogOutput(format ?? .text, level: level ?? .info) }

    private static func format(_ name: String) throws -> LogFormat {
        guard let format = LogFormat(rawValue: name) else {
            throw ValidationError("'\(name)' is no format of the log; use text or json")
        }
        return format
    }

    private static func level(_ name: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: name) else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(name)' is no log level; use one of \(levels)")
        }
        return level
    }
}
