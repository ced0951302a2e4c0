import Glibc
import LockerAPI
import LockerBase
import LockerService
import LockerTestSupport
import Testing

/// A daemon that gets another configuration while it serves.
@Suite struct ReloadTests {
    @Test func whatCanChangeChangesAndTheLogSaysWhat() throws {
        try LoggedDaemon.with { test in
            let before = try test.connect().call(LockerMethods.status, .init())
            let metrics = test.directory + "/metrics"
            let options = try LoggedDaemon.options(
                """
                {operators: [7], frontends: [8], auto_accounts: false, default_quota: 5, log: {level: "error"},
                 limits: {connections: 100, file_seconds: 5, uncommitted_bytes: 9, staging_memory_bytes: 2000000},
                 retention: {keep_last: 2, own: false}, metrics: {listen: "unix:\(metrics)"}, scrub: {days: 30}}
                """, in: test.directory)
            try test.daemon.change(to: options)
            #expect(access(metrics, F_OK) == 0)
            let keys = try test.objects("the configuration is read again").first?["changed"] as? String
            for key in [
                "operators", "frontends", "auto_accounts", "default_quota", "log.level", "limits.connections",
                "limits.file_seconds", "limits.uncommitted_bytes", "limits.staging_memory_bytes", "retention",
                "retention.own", "metrics.listen", "scrub.days",
            ] {
                #expect(keys?.split(separator: ",").contains(Substring(key)) == true, "\(key)")
            }
            #expect(keys?.contains("message_bytes") == false)
            // The account and the connection that were there go on.
            #expect(try test.connect().call(LockerMethods.status, .init()).account == before.account)

            try test.daemon.change(to: try LoggedDaemon.options("{}", in: test.directory))
            #expect(access(metrics, F_OK) != 0)
            try test.daemon.change(to: try LoggedDaemon.options("{}", in: test.directory))
            #expect(try test.objects("the configuration is read again").last?["changed"] as? String == "nothing")
        }
    }

    @Test func aConfigurationThatCannotHoldChangesNothing() throws {
        try LoggedDaemon.with(configuration: "{default_quota: 10}") { test in
            let taken = test.directory + "/taken"
            try makeFile(taken, [1])
            let options = try LoggedDaemon.options(
                "{default_quota: 20, metrics: {listen: 'unix:\(taken)'}}", in: test.directory)
            #expect(throws: LockerError.self) { try test.daemon.change(to: options) }
            #expect(try test.objects("the configuration is read again").isEmpty)
            let status = try test.connect().call(LockerMethods.status, .init())
            #expect(status.usage.quotaBytes == 10)
        }
    }

    @Test func whatWaitsForAStartIsNamed() throws {
        try LoggedDaemon.with { test in
            try test.daemon.change(to: try LoggedDaemon.options("{log: {format: 'text'}}", in: test.directory))
            #expect(try test.objects("some of it takes effect at the next start only").isEmpty)
            try test.daemon.change(to: try LoggedDaemon.options("{log: {format: 'json'}}", in: test.directory))
            let line = try test.objects("some of it takes effect at the next start only").first
            #expect(line?["keys"] as? String == "log.format")
            let both = "{log: {format: 'text'}, store: {must_exist: true}}"
            try test.daemon.change(to: try LoggedDaemon.options(both, in: test.directory))
            let last = try test.objects("some of it takes effect at the next start only").last
            #expect(last?["keys"] as? String == "log.format,store.must_exist")
        }
    }

    @Test func aLevelOrAFormatThatIsNoneIsNamed() throws {
        try withTemporaryDirectory { directory in
            for (text, key) in [
                ("{log: {level: 'loud'}}", "log.level"), ("{log: {format: 'xml'}}", "log.format"),
                ("{log: {colour: 1}}", "log.colour"), ("{log: 3}", "log"),
                ("{log: {lvel: 1}}", "did you mean 'log.level'?"),
            ] {
                #expect { try LoggedDaemon.options(text, in: directory) } throws: {
                    guard let error = $0 as? LockerError else { return false }
                    return error.code == .invalidArgument && error.message.contains(key)
                }
            }
            let options = try LoggedDaemon.options("{log: {level: 'debug'}}", in: directory)
            #expect(options.logLevel == .debug)
        }
    }
}
