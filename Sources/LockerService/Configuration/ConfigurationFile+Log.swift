import LockerBase
import Logging

extension ConfigurationFile {
    /// What is logged, and how.
    public struct Log: Decodable, Sendable {
        /// The least severe messages: the name of a level.
        public var level: String?
        /// `text` or `json`.
        public var format: String?

        enum CodingKeys: String, CodingKey, CaseIterable { case level, format }
    }

    func apply(_ log: Log, to options: inout DaemonOptions) throws(LockerError) {
        if let name = log.level { options.logLevel = try choice(name, of: Logger.Level.self, "log.level") }
        if let name = log.format { options.logFormat = try choice(name, of: LogFormat.self, "log.format") }
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, of choices: Choice.Type, _ key: String
    ) throws(LockerError) -> Choice {
        if let choice = Choice(rawValue: name) { return choice }
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw LockerError(.invalidArgument, "the configuration's '\(key)' is '\(name)'; use one of \(names)")
    }
}
