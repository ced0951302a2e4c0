import Foundation
import LockerBase
import LockerGateway
import LockerTestSupport
import Logging
import MediaConversion
import MetricsServer
import ServiceSupport
import Testing

/// The configuration file: each key, and what is wrong with some.
@Suite struct ConfigurationTests {
    private func read(_ text: String) throws -> GatewayOptions {
        try withTemporaryDirectory { folder in
            try makeFile(folder + "/c", Array(text.utf8))
            var options = GatewayOptions(state: "", socket: "")
            try GatewayFile.read(folder + "/c").apply(to: &options)
            return options
        }
    }

    private static let keys = [
        "listen", "tls.certificate", "tls.key", "daemon.socket", "daemon.connections", "proxies", "limits.connections",
        "limits.connections_per_address", "limits.relays_per_person", "limits.requests_per_second",
        "limits.request_burst", "limits.idle_seconds", "limits.upload_bytes", "limits.uploads_per_person",
        "limits.spool_bytes_per_person", "limits.spool_bytes", "limits.spool_hours", "conversion.ffmpeg",
        "conversion.graphicsmagick", "conversion.at_a_time", "conversion.format", "conversion.cache_bytes",
        "suggestions.enabled",
        "metrics.listen", "log.level", "log.format",
    ]

    private static func text(_ key: String, _ value: String) -> String {
        let names = key.split(separator: ".")
        return names.count == 1 ? "{\(key): \(value)}" : "{\(names[0]): {\(names[1]): \(value)}}"
    }

    private func expectRefusal(_ text: String, naming words: [String]) {
        let error = #expect(throws: LockerError.self, "\(text)") { try read(text) }
        #expect(error?.code == .invalidArgument, "\(text)")
        for word in words { #expect(error?.message.contains(word) == true, "\(text): \(error?.message ?? "")") }
    }

    @Test func `every key does what it says`() throws {
        let options = try read(
            """
            {
              listen: "[::1]:8443", tls: {certificate: "/c.pem", key: "/k.pem"},
              daemon: {socket: "/s", connections: 7}, proxies: ["127.0.0.1", "::1"],
              limits: {
                connections: 11, connections_per_address: 12, relays_per_person: 13, requests_per_second: 1.5,
                request_burst: 15, idle_seconds: 16, upload_bytes: 17, uploads_per_person: 18,
                spool_bytes_per_person: 19, spool_bytes: 20, spool_hours: 21,
              },
              suggestions: {enabled: false},
              conversion: {ffmpeg: "/f", graphicsmagick: "", at_a_time: 3, format: "aac", cache_bytes: 2000000},
              metrics: {listen: "127.0.0.1:9465"}, log: {level: "debug", format: "json"},
            }
            """)
        #expect(options.listen == .tcp(host: "::1", port: 8443))
        #expect(options.tls == TLSFiles(certificate: "/c.pem", key: "/k.pem"))
        #expect(options.socket == "/s" && options.limits.daemonConnections == 7)
        #expect(options.proxies == ["127.0.0.1", "::1"])
        let limits = options.limits
        #expect(limits.connections == 11 && limits.connectionsPerAddress == 12 && limits.relaysPerPerson == 13)
        #expect(limits.requestsPerSecond == 1.5 && limits.requestBurst == 15)
        #expect(limits.idleSeconds == 16 && limits.uploadBytes == 17)
        #expect(limits.uploadsPerPerson == 18 && limits.spoolBytesPerPerson == 19)
        #expect(limits.spoolBytes == 20 && limits.spoolHours == 21)
        #expect(options.conversion.ffmpeg == "/f" && options.conversion.graphicsMagick == "")
        #expect(options.conversion.processes == 3 && options.conversion.cacheBytes == 2_000_000)
        #expect(options.conversion.encoding == .aac)
        #expect(!options.suggests)
        let metrics = try MetricsAddress("127.0.0.1:9465")
        #expect(options.metrics == metrics)
        #expect(options.logLevel == .debug && options.logFormat == .json)
    }

    @Test func `what is left out stays as it is`() throws {
        let (options, usual) = (try read("{}"), GatewayOptions(state: "", socket: ""))
        expectEqual(options, usual)
        #expect(options.socket == "" && options.limits.daemonConnections == usual.limits.daemonConnections)
    }

    @Test func `the sample has what is usual`() throws {
        let root = #filePath.components(separatedBy: "/Tests/")[0]
        var options = GatewayOptions(state: "", socket: "")
        try GatewayFile.read(root + "/packaging/locker-gateway.json5").apply(to: &options)
        expectEqual(options, GatewayOptions(state: "", socket: ""))
        #expect(options.socket == "/run/locker/locker.sock")
        // None of the keys is missing in it.
        let text = String(decoding: try contents(of: root + "/packaging/locker-gateway.json5"), as: UTF8.self)
        for key in ConfigurationTests.keys {
            for name in key.split(separator: ".") { #expect(text.contains("\"\(name)\":"), "\(key)") }
        }
    }

    private func expectEqual(_ options: GatewayOptions, _ usual: GatewayOptions) {
        #expect(options.listen == usual.listen && options.tls == usual.tls && options.proxies == usual.proxies)
        #expect(options.metrics == usual.metrics && options.logLevel == usual.logLevel)
        #expect(options.logFormat == usual.logFormat && options.suggests == usual.suggests)
        // All of them at once: there is no limit that this passes over.
        #expect("\(options.limits)" == "\(usual.limits)")
        #expect(options.conversion == usual.conversion)
    }

    @Test(arguments: ConfigurationTests.keys)
    func `a value of the wrong type is named with what belongs there`(_ key: String) {
        let text = ConfigurationTests.text(key, "{}")
        expectRefusal(text, naming: ["'\(key)' has a value of the wrong type; it must be "])
    }

    @Test func `elements and groups of the wrong type`() {
        expectRefusal("{proxies: [1]}", naming: ["'proxies[0]' has a value of the wrong type; it must be an address"])
        for group in ["tls", "daemon", "limits", "conversion", "metrics", "log"] {
            expectRefusal("{\(group): 3}", naming: ["'\(group)' has a value of the wrong type"])
        }
        expectRefusal("[]", naming: ["the whole"])
        expectRefusal("{", naming: ["not JSON5 at line 1, column 2: expected a key or '}', found the end of the file"])
        let text = "{\n  listen: \"127.0.0.1:1\"\n  proxies: [],\n}\n"
        expectRefusal(text, naming: ["not JSON5 at line 3, column 3: expected ',' or '}', found 'p'"])
    }

    @Test(arguments: [
        "nothing", "tls.cert", "daemon.path", "limits.connection", "conversion.codec", "metrics.port", "log.colour",
    ])
    func `a key that there is not is named`(_ key: String) {
        expectRefusal(ConfigurationTests.text(key, "1"), naming: ["'\(key)' is no key", "locker-gateway(8)"])
    }

    @Test func `one that may be meant is named beside it`() {
        expectRefusal("{lisen: '127.0.0.1:1'}", naming: ["'lisen' is no key", "did you mean 'listen'?"])
        expectRefusal("{limits: {connection: 3}}", naming: ["did you mean 'limits.connections'?"])
        expectRefusal("{upload_bytes: 3}", naming: ["did you mean 'limits.upload_bytes'?"])
    }

    @Test func `what is there is told beside what belongs there, and nothing of how it is read`() {
        for (text, told) in [
            ("{limits: {connections: 'many'}}", "wrong type; it must be a number; it is \"many\""),
            ("{limits: {connections: [1]}}", "it is a list"), ("{listen: 8080}", "it is 8080"),
            ("{listen: {port: 1}}", "it is keys and values in braces"), ("{proxies: ['a', true]}", "it is true"),
            ("{listen: 'nowhere'}", "'listen': 'nowhere' is no address"),
            ("{metrics: {listen: 'nowhere'}}", "'metrics.listen': "),
        ] {
            expectRefusal(text, naming: [told])
            let error = #expect(throws: LockerError.self) { try read(text) }
            for word in ["DecodingError", "CodingKey", "\n"] { #expect(error?.message.contains(word) == false) }
        }
    }

    /// Of all keys those of the level and of the files of the certificate take effect while a gateway runs.
    @Test(arguments: ConfigurationTests.keys)
    func `what waits for a start is named`(_ key: String) throws {
        let values = [
            "listen": "'127.0.0.1:1'", "daemon.socket": "'/s'", "proxies": "['::1']", "metrics.listen": "'127.0.0.1:1'",
            "log.level": "'debug'", "log.format": "'json'", "conversion.ffmpeg": "'/f'",
            "conversion.graphicsmagick": "'/g'", "conversion.format": "'aac'", "conversion.cache_bytes": "2000000",
            "suggestions.enabled": "false",
        ]
        let usual = GatewayOptions(state: "", socket: "")
        let isFile = key.hasPrefix("tls.")
        let text = isFile ? "{tls: {certificate: '/c', key: '/k'}}" : ConfigurationTests.text(key, values[key] ?? "7")
        let changed = try read(text)
        #expect(changed.changesForAStart(from: changed).isEmpty)
        let expected = isFile ? ["tls"] : key == "log.level" ? [] : [key]
        #expect(changed.changesForAStart(from: usual) == expected)
        let other = try read("{tls: {certificate: '/other', key: '/files'}}")
        if isFile { #expect(changed.changesForAStart(from: other).isEmpty) }
    }

    @Test func `numbers out of their range are named with it`() {
        let numbers =
            ConfigurationTests.keys.filter { $0.hasPrefix("limits.") } + [
                "daemon.connections", "conversion.at_a_time", "conversion.cache_bytes",
            ]
        for key in numbers {
            for value in ["0", "-1", "1e300"] {
                expectRefusal(ConfigurationTests.text(key, value), naming: ["'\(key)' is ", "it must be ", " from "])
            }
        }
        expectRefusal(
            "{limits: {connections: 1.5}}", naming: ["'limits.connections' is 1.5; it must be a whole number"])
    }

    @Test func `addresses, levels and formats that are none, and one half of a certificate`() {
        expectRefusal("{listen: 'nowhere'}", naming: ["'nowhere'"])
        expectRefusal("{metrics: {listen: 'nowhere'}}", naming: ["nowhere"])
        expectRefusal("{log: {level: 'loud'}}", naming: ["log.level", "loud", "debug"])
        expectRefusal("{log: {format: 'xml'}}", naming: ["log.format", "xml", "json"])
        expectRefusal("{conversion: {format: 'wav'}}", naming: ["conversion.format", "wav", "opus"])
        expectRefusal("{tls: {certificate: '/c'}}", naming: ["tls.certificate", "tls.key"])
        expectRefusal("{tls: {key: '/c'}}", naming: ["tls.certificate", "tls.key"])
    }

    @Test func `a file that is not there is told`() {
        let error = #expect(throws: LockerError.self) { try GatewayFile.read("/nowhere/c") }
        #expect(error?.code == .notFound && error?.message.contains("/nowhere/c") == true)
    }
}
