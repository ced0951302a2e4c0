import Foundation
import LockerBase
import LockerCore
import MetricsServer
import TTRPC

/// The daemon's configuration file: JSON5, which is JSON with comments. Every key may be left out.
public struct ConfigurationFile: Decodable, Sendable {
    /// Uids that are operators besides root and the daemon's own.
    public var operators: [Int]?
    /// Uids that act for any account.
    public var frontends: [Int]?
    /// Whether unknown uids get an account on first contact; they do unless this is false.
    public var autoAccounts: Bool?
    /// The quota of such an account, in logical bytes.
    public var defaultQuota: Int64?
    public var limits: Limits?
    public var scrub: Scrub?
    /// What a compaction leaves of old revisions, before it begins; all of them unless it says so.
    public var retention: RetentionRules?

    public struct Scrub: Decodable, Sendable {
        /// In how many days every pack is read back and checked once.
        public var days: Double?

        enum CodingKeys: String, CodingKey, CaseIterable { case days }
    }

    public struct RetentionRules: Decodable, Sendable {
        /// Keep so many revisions of each library.
        public var keepLast: Int64?
        /// Keep what is needed to go back to any moment of that span; see ``Age``.
        public var keepWithin: String?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case keepLast = "keep_last"
            case keepWithin = "keep_within"
        }
    }
    public var metrics: Metrics?
    public var log: Log?
    public var store: StoreRules?

    public struct StoreRules: Decodable, Sendable {
        /// Whether the store must be there already; see ``DaemonOptions/mustExist``.
        public var mustExist: Bool?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case mustExist = "must_exist"
        }
    }

    public struct Limits: Decodable, Sendable {
        /// Connections at a time.
        public var connections: Int?
        /// Connections of one user at a time.
        public var connectionsPerUser: Int?
        /// Calls at a time on one connection.
        public var requestsInFlight: Int?
        /// Bytes of requests, and as many of replies, that are in memory at a time.
        public var messageBytes: Int?
        /// Seconds that a call waits for the file that came with it.
        public var fileSeconds: Double?
        /// Bytes that an account may have taken in without committing them.
        public var uncommittedBytes: Int64?
        /// Bytes of memory for what is staged and not committed.
        public var stagingMemoryBytes: Int?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case connections
            case connectionsPerUser = "connections_per_user"
            case requestsInFlight = "requests_in_flight"
            case messageBytes = "message_bytes"
            case fileSeconds = "file_seconds"
            case uncommittedBytes = "uncommitted_bytes"
            case stagingMemoryBytes = "staging_memory_bytes"
        }
    }

    public struct Metrics: Decodable, Sendable {
        /// A port of a loopback address, or `unix:` and the path of a socket.
        public var listen: String?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case listen
        }
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case operators, frontends, limits, scrub, retention, metrics, log, store
        case autoAccounts = "auto_accounts"
        case defaultQuota = "default_quota"
    }

    /// Reads the file at `path`.
    ///
    /// - Throws: ``LockerError/Code/notFound``, or ``LockerError/Code/invalidArgument`` with the key that is wrong. A
    ///   key that does not exist is wrong too: a misspelt limit must not pass for one that is set.
    public static func read(_ path: String) throws(LockerError) -> ConfigurationFile {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw LockerError(
                .notFound, "\(path): the configuration cannot be read; check the path and its permissions")
        }
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = true
        do {
            try decoder.decode(ConfigurationNumbers.self, from: bytes).check()
            let file = try decoder.decode(ConfigurationFile.self, from: bytes)
            try decoder.decode(ConfigurationKeys.self, from: bytes).check()
            return file
        } catch {
            throw LockerError(.invalidArgument, "\(path): \(explanation(of: error))", cause: error)
        }
    }

    /// Puts what the file says on top of the defaults.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for a number that is no uid, no quota or no limit, for what is no
    ///   age, no level or no format, and for an address that metrics are not served at.
    public func apply(to options: inout DaemonOptions) throws(LockerError) {
        options.configuration.operators = try uids(operators, .operators)
        options.configuration.frontends = try uids(frontends, .frontends)
        options.configuration.autoAccounts = autoAccounts ?? true
        if let defaultQuota {
            options.configuration.defaultQuota = try require(defaultQuota, atLeast: 0, CodingKeys.defaultQuota)
        }
        try apply(limits ?? Limits(), to: &options)
        if let days = scrub?.days {
            guard days > 0 else {
                throw LockerError(
                    .invalidArgument, "the configuration's 'scrub.days' is \(days); it must be more than 0")
            }
            options.configuration.scrubDays = days
        }
        if store?.mustExist == true { options.mustExist = true }
        if let address = metrics?.listen { options.metrics = try MetricsAddress(address) }
        options.configuration.retention = try rules()
        try apply(log ?? Log(), to: &options)
    }

    private func apply(_ limits: Limits, to options: inout DaemonOptions) throws(LockerError) {
        if let limit = limits.connections {
            options.limits.connections = try require(limit, atLeast: 1, Limits.CodingKeys.connections)
        }
        if let limit = limits.connectionsPerUser {
            options.limits.connectionsPerUser = try require(limit, atLeast: 1, Limits.CodingKeys.connectionsPerUser)
        }
        if let limit = limits.requestsInFlight {
            options.limits.requestsInFlight = try require(limit, atLeast: 1, Limits.CodingKeys.requestsInFlight)
        }
        if let limit = limits.messageBytes {
            options.limits.messageBytes = try require(
                limit, atLeast: ServerLimits.leastMessageBytes, Limits.CodingKeys.messageBytes)
        }
        if let limit = limits.fileSeconds {
            guard limit > 0 else {
                throw LockerError(
                    .invalidArgument, "the configuration's 'limits.file_seconds' is \(limit); it must be more than 0")
            }
            options.limits.fileSeconds = limit
        }
        if let limit = limits.uncommittedBytes {
            options.configuration.uncommittedLimit = try require(limit, atLeast: 1, Limits.CodingKeys.uncommittedBytes)
        }
        if let limit = limits.stagingMemoryBytes {
            options.configuration.stagingMemory = try require(
                limit, atLeast: 1 << 20, Limits.CodingKeys.stagingMemoryBytes)
        }
    }

    private func rules() throws(LockerError) -> Retention? {
        guard let retention, retention.keepLast != nil || retention.keepWithin != nil else { return nil }
        let count = try retention.keepLast.map { (count) throws(LockerError) in
            try require(count, atLeast: 1, RetentionRules.CodingKeys.keepLast)
        }
        do throws(LockerError) {
            let age = try retention.keepWithin.map { (text) throws(LockerError) in try Age(text) }
            return try Retention(keepLast: count, keepWithin: age?.seconds)
        } catch {
            throw LockerError(.invalidArgument, "the configuration's 'retention': \(error.message)", cause: error)
        }
    }

    private func uids(_ numbers: [Int]?, _ key: CodingKeys) throws(LockerError) -> Set<UInt32> {
        var uids: Set<UInt32> = []
        for number in numbers ?? [] {
            guard let uid = UInt32(exactly: number) else {
                throw LockerError(.invalidArgument, "the configuration's '\(key.rawValue)': \(number) is no uid")
            }
            uids.insert(uid)
        }
        return uids
    }

    private func require<Number: BinaryInteger>(
        _ number: Number, atLeast least: Number, _ key: any CodingKey
    ) throws(LockerError) -> Number {
        guard number >= least else {
            throw LockerError(
                .invalidArgument, "the configuration's '\(key.stringValue)' is \(number); it must be at least \(least)")
        }
        return number
    }

    private static func explanation(of error: any Error) -> String {
        switch error {
        case let error as ConfigurationKeys.Unknown:
            "'\(error.key)' is no key of the configuration; lockerd(8) lists them"
        case let error as ConfigurationNumbers.OutOfRange:
            "'\(error.key)' is \(error.value); it must be \(error.range.text)"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            ConfigurationTypes.text(of: "has a value of the wrong type", at: context.codingPath)
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            ConfigurationTypes.text(of: "has a value that is out of range", at: context.codingPath)
        // Foundation does not say where.
        default: "not JSON5: a comma, a quote, a bracket or a brace is missing, or there is one too many"
        }
    }
}
