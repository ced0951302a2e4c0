import ServiceSupport
import TTRPC

extension ConfigurationFile {
    /// More than any disk has, in bytes; sums of these can be counted.
    private static let manyBytes = 1 << 60

    /// What the file may have.
    static let shape = ConfigurationShape(keys: keys, ranges: ranges, expected: expected, manual: "lockerd(8)")

    private static let keys: [String: [String]] = [
        "": ConfigurationFile.CodingKeys.allCases.map(\.rawValue),
        "limits": ConfiguredLimits.CodingKeys.allCases.map(\.rawValue),
        "log": ConfiguredLog.CodingKeys.allCases.map(\.rawValue),
        "metrics": ConfiguredMetrics.CodingKeys.allCases.map(\.rawValue),
        "catalog": ConfiguredCatalog.CodingKeys.allCases.map(\.rawValue),
        "store": ConfiguredStore.CodingKeys.allCases.map(\.rawValue),
        "scrub": ConfiguredScrub.CodingKeys.allCases.map(\.rawValue),
        "retention": ConfiguredRetention.CodingKeys.allCases.map(\.rawValue),
    ]

    private static let ranges: [String: ConfigurationRange] = [
        "operators": .whole(0, Int(UInt32.max) - 1),
        "frontends": .whole(0, Int(UInt32.max) - 1),
        "default_quota": .whole(0, manyBytes),
        "limits.connections": .whole(1, 1_000_000),
        "limits.connections_per_user": .whole(1, 1_000_000),
        "limits.connections_per_frontend": .whole(1, 1_000_000),
        "limits.requests_in_flight": .whole(1, 65_536),
        "limits.message_bytes": .whole(ServerLimits.leastMessageBytes, 1 << 40),
        "limits.file_seconds": ConfigurationRange(least: 0.001, greatest: 31_536_000, isWhole: false),
        "limits.uncommitted_bytes": .whole(1, manyBytes),
        "limits.staging_memory_bytes": .whole(1 << 20, 1 << 40),
        "scrub.days": ConfigurationRange(least: 0.000_001, greatest: 36_500, isWhole: false),
        "retention.keep_last": .whole(1, manyBytes), "retention.keep_hourly": .whole(1, manyBytes),
        "retention.keep_daily": .whole(1, manyBytes), "retention.keep_weekly": .whole(1, manyBytes),
        "retention.keep_monthly": .whole(1, manyBytes), "retention.keep_yearly": .whole(1, manyBytes),
    ]

    private static let expected: [String: String] = [
        "": "keys and values in braces, as { operators: [33] }",
        "operators": "a list of uids, as [33]", "operators[]": "a uid, a number",
        "frontends": "a list of uids, as [33]", "frontends[]": "a uid, a number",
        "auto_accounts": "true or false",
        "default_quota": "bytes, a number, or null for no limit",
        "limits.connections": "a number", "limits.connections_per_user": "a number",
        "limits.connections_per_frontend": "a number", "limits.requests_in_flight": "a number",
        "limits.message_bytes": "bytes, a number",
        "limits.file_seconds": "seconds, a number", "limits.uncommitted_bytes": "bytes, a number",
        "limits.staging_memory_bytes": "bytes, a number",
        "scrub.days": "days, a number, or null for never",
        "retention.keep_last": "a number of revisions, or null",
        "retention.keep_within": "a span in quotes, as \"90d\", or null",
        "retention.keep_hourly": "a number of hours, or null", "retention.keep_daily": "a number of days, or null",
        "retention.keep_weekly": "a number of weeks, or null", "retention.keep_monthly": "a number of months, or null",
        "retention.keep_yearly": "a number of years, or null",
        "retention.own": "true or false",
        "store.must_exist": "true or false", "catalog.frontends_grant": "true or false",
        "log.level": "a level in quotes, as \"info\"", "log.format": "\"text\" or \"json\", in quotes",
        "metrics.listen": "an address in quotes, as \"127.0.0.1:9464\", or null",
    ]
}
