import LockerBase
import Logging

/// What is logged, and how, as a configuration says it.
package struct ConfiguredLog: Decodable, Sendable {
    private let levelName: String?
    private let formatName: String?

    package enum CodingKeys: String, CodingKey, CaseIterable {
        case levelName = "level"
        case formatName = "format"
    }

    /// The least severe messages.
    package func level() throws(LockerError) -> Logger.Level? {
        guard let levelName else { return nil }
        return try choice(levelName, of: Logger.Level.self, "log.level")
    }

    package func format() throws(LockerError) -> LogFormat? {
        guard let formatName else { return nil }
        return try choice(formatName, of: LogFormat.self, "log.format")
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, of choices: Choice.Type, _ key: String
    ) throws(LockerError) -> Choice {
        if let choice = Choice(rawValue: name) { return choice }
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw LockerError(.invalidArgument, "the configuration's '\(key)' is '\(name)'; use one of \(names)")
    }
}
