import LockerBase
import Logging

/// What is logged, and how, as the configuration says it.
struct ConfiguredLog: Decodable, Sendable {
    /// The least severe messages: the name of a level.
    let level: String?
    /// `text` or `json`.
    let format: String?

    enum CodingKeys: String, CodingKey, CaseIterable { case level, format }

    func apply(to options: inout DaemonOptions) throws(LockerError) {
        if let level { options.logLevel = try choice(level, of: Logger.Level.self, "log.level") }
        if let format { options.logFormat = try choice(format, of: LogFormat.self, "log.format") }
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, of choices: Choice.Type, _ key: String
    ) throws(LockerError) -> Choice {
        if let choice = Choice(rawValue: name) { return choice }
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw LockerError(.invalidArgument, "the configuration's '\(key)' is '\(name)'; use one of \(names)")
    }
}
