import ServiceSupport

extension GatewayFile {
    /// What the file may have.
    static let shape = ConfigurationShape(
        keys: keys, ranges: ranges, expected: expected, manual: "locker-gateway(8)")

    private static let keys: [String: [String]] = [
        "": CodingKeys.allCases.map(\.rawValue),
        "tls": TLS.CodingKeys.allCases.map(\.rawValue),
        "daemon": Daemon.CodingKeys.allCases.map(\.rawValue),
        "limits": Limits.CodingKeys.allCases.map(\.rawValue),
        "conversion": Conversion.CodingKeys.allCases.map(\.rawValue),
        "suggestions": Suggestions.CodingKeys.allCases.map(\.rawValue),
        "metrics": Metrics.CodingKeys.allCases.map(\.rawValue),
        "log": ConfiguredLog.CodingKeys.allCases.map(\.rawValue),
    ]

    private static let ranges: [String: ConfigurationRange] = [
        "daemon.connections": .whole(1, 64),
        "limits.connections": .whole(1, 1_000_000),
        "limits.connections_per_address": .whole(1, 1_000_000),
        "limits.relays_per_person": .whole(1, 10_000),
        "limits.requests_per_second": ConfigurationRange(least: 0.1, greatest: 1_000_000, isWhole: false),
        "limits.request_burst": ConfigurationRange(least: 1, greatest: 1_000_000, isWhole: false),
        "limits.idle_seconds": .whole(1, 86_400),
        "limits.upload_bytes": .whole(1, 1 << 50),
        "limits.uploads_per_person": .whole(1, 10_000),
        "limits.spool_bytes_per_person": .whole(1, 1 << 50),
        "limits.spool_bytes": .whole(1, 1 << 50),
        "limits.spool_hours": .whole(1, 8760),
        "conversion.at_a_time": .whole(1, 1024),
        "conversion.cache_bytes": .whole(1 << 20, 1 << 50),
    ]

    private static let expected: [String: String] = [
        "": "keys and values in braces, as { listen: \"127.0.0.1:4534\" }",
        "listen": "an address in quotes, as \"127.0.0.1:4534\" or \"unix:/run/locker-gateway/http.sock\"",
        "tls.certificate": "the path of a PEM file in quotes, or null",
        "tls.key": "the path of a PEM file in quotes, or null",
        "daemon.socket": "the path of lockerd's socket in quotes", "daemon.connections": "a number",
        "proxies": "a list of addresses, as [\"127.0.0.1\"]", "proxies[]": "an address in quotes",
        "limits.connections": "a number", "limits.connections_per_address": "a number",
        "limits.relays_per_person": "a number", "limits.requests_per_second": "a number",
        "limits.request_burst": "a number", "limits.idle_seconds": "seconds, a number",
        "limits.upload_bytes": "bytes, a number", "limits.uploads_per_person": "a number",
        "limits.spool_bytes_per_person": "bytes, a number", "limits.spool_bytes": "bytes, a number",
        "limits.spool_hours": "hours, a number",
        "conversion.ffmpeg": "the path of ffmpeg in quotes, or \"\" for none",
        "conversion.graphicsmagick": "the path of gm in quotes, or \"\" for none",
        "conversion.at_a_time": "a number, or null", "conversion.format": "\"opus\", \"mp3\" or \"aac\", in quotes",
        "conversion.cache_bytes": "bytes, a number",
        "suggestions.enabled": "true or false",
        "metrics.listen": "an address in quotes, as \"127.0.0.1:9465\", or null",
        "log.level": "a level in quotes, as \"info\"", "log.format": "\"text\" or \"json\", in quotes",
    ]
}
