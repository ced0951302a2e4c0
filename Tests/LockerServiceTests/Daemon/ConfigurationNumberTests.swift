import LockerBase
import LockerService
import LockerTestSupport
import Testing

/// Every number of the configuration has a range, and who leaves it is told which.
@Suite struct ConfigurationNumberTests {
    private func read(_ text: String) throws -> DaemonOptions {
        try withTemporaryDirectory { directory in
            try makeFile(directory + "/c", Array(text.utf8))
            var options = DaemonOptions(store: "", socket: "")
            try ConfigurationFile.read(directory + "/c").apply(to: &options)
            return options
        }
    }

    private static let keys = [
        "limits.connections", "limits.connections_per_user", "limits.connections_per_frontend",
        "limits.requests_in_flight", "limits.message_bytes", "limits.file_seconds", "limits.uncommitted_bytes",
        "limits.staging_memory_bytes", "scrub.days",
        "retention.keep_last", "retention.keep_hourly", "retention.keep_daily", "retention.keep_weekly",
        "retention.keep_monthly", "retention.keep_yearly", "default_quota", "operators", "frontends",
    ]

    @Test(arguments: keys)
    func aNumberOutOfRangeIsNamedWithItsRange(_ key: String) throws {
        for number in [
            "1e300", "-1e300", "-1", "9223372036854775808", "Infinity", "-Infinity", "NaN",
        ] {
            let value = key == "operators" || key == "frontends" ? "[\(number)]" : number
            let names = key.split(separator: ".")
            let text = names.count == 1 ? "{\(names[0]): \(value)}" : "{\(names[0]): {\(names[1]): \(value)}}"
            #expect("\(key) \(number)") {
                try read(text)
            } throws: {
                guard let error = $0 as? LockerError else { return false }
                return error.code == .invalidArgument && error.message.contains(key)
                    && (error.message.contains("it must be ") && error.message.contains(" from ")
                        || error.message.contains("JSON5"))
            }
        }
    }

    @Test func anExponentBeyondAllNumbersIsRefused() throws {
        #expect { try read("{scrub: {days: 1e18446744073709551616}}") } throws: {
            ($0 as? LockerError)?.code == .invalidArgument
        }
    }

    @Test func theValueIsTold() throws {
        for (text, wanted) in [
            ("{scrub: {days: 1e300}}", "'scrub.days' is 1e+300; it must be a number from 1e-06 to 36500"),
            (
                "{limits: {file_seconds: 1e300}}",
                "'limits.file_seconds' is 1e+300; it must be a number from 0.001 to 31536000"
            ),
            ("{limits: {connections: 0}}", "'limits.connections' is 0; it must be a whole number from 1 to 1000000"),
            (
                "{limits: {connections: 1.5}}",
                "'limits.connections' is 1.5; it must be a whole number from 1 to 1000000"
            ),
            (
                "{frontends: [3, 4294967295]}",
                "'frontends' is 4294967295; it must be a whole number from 0 to 4294967294"
            ),
        ] {
            #expect { try read(text) } throws: { ($0 as? LockerError)?.message.contains(wanted) == true }
        }
    }

    @Test func aValueOfTheWrongTypeIsNamedWithWhatBelongsThere() throws {
        for (text, wanted) in [
            ("{operators: ['ada']}", "'operators[0]' has a value of the wrong type; it must be a uid, a number"),
            ("{frontends: [33, null]}", "'frontends[1]' has a value of the wrong type; it must be a uid, a number"),
            ("{scrub: {days: 'often'}}", "; it is \"often\""),
            ("{operators: 3}", "'operators' has a value of the wrong type; it must be a list of uids"),
            ("{default_quota: '10GB'}", "'default_quota' has a value of the wrong type; it must be bytes, a number"),
            ("{limits: 3}", "'limits' has a value of the wrong type; it must be keys and values in braces"),
            ("{limits: {message_bytes: true}}", "'limits.message_bytes' has a value of the wrong type; it must be by"),
            ("[1]", "the whole has a value of the wrong type; it must be keys and values in braces"),
        ] {
            #expect("\(text)") { try read(text) } throws: {
                ($0 as? LockerError)?.message.contains(wanted) == true
            }
        }
    }

    /// No key is without words for what belongs there.
    @Test(
        arguments: keys + [
            "auto_accounts", "retention.keep_within", "retention.own", "store.must_exist", "catalog.frontends_grant",
            "log.level", "log.format", "metrics.listen",
        ])
    func everyKeySaysWhatBelongsThere(_ key: String) throws {
        let names = key.split(separator: ".")
        let text = names.count == 1 ? "{\(key): {}}" : "{\(names[0]): {\(names[1]): {}}}"
        #expect("\(key)") { try read(text) } throws: {
            ($0 as? LockerError)?.message.contains("'\(key)' has a value of the wrong type; it must be ") == true
        }
    }

    @Test func whatIsInRangeIsTaken() throws {
        let options = try read(
            "{scrub: {days: 0.001}, limits: {file_seconds: 31536000, connections: 1000000}, frontends: [0, 4294967294]}"
        )
        #expect(options.configuration.scrubDays == 0.001 && options.limits.fileSeconds == 31_536_000)
        #expect(options.configuration.frontends == [0, 4_294_967_294])
    }
}
