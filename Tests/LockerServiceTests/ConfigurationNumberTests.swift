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
        "limits.connections", "limits.connections_per_user", "limits.requests_in_flight", "limits.message_bytes",
        "limits.file_seconds", "limits.uncommitted_bytes", "limits.staging_memory_bytes", "scrub.days",
        "retention.keep_last", "default_quota", "operators", "frontends",
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

    @Test func whatIsInRangeIsTaken() throws {
        let options = try read(
            "{scrub: {days: 0.001}, limits: {file_seconds: 31536000, connections: 1000000}, frontends: [0, 4294967294]}"
        )
        #expect(options.configuration.scrubDays == 0.001 && options.limits.fileSeconds == 31_536_000)
        #expect(options.configuration.frontends == [0, 4_294_967_294])
    }
}
