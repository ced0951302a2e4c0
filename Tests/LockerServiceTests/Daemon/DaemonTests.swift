import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerCore
import LockerService
import LockerSync
import LockerTestSupport
import MetricsServer
import Testing

@Suite struct DaemonTests {
    @Test func everythingIsThereAfterARestart() throws {
        try withTemporaryDirectory { directory in
            let source = directory + "/source"
            try Tree.make(at: source, seed: 1)
            let first = try TestDaemon.start(in: directory)
            _ = try Sync(connection: try first.connect(), directory: source, options: first.syncOptions()).run()
            let store = try first.connect().call(LockerMethods.status, .init()).store
            first.daemon.stop()
            #expect(access(first.socket, F_OK) != 0)
            try FileManager.default.removeItem(atPath: first.store + "/index")

            let second = try TestDaemon.start(in: directory)
            defer { second.daemon.stop() }
            #expect(try second.connect().call(LockerMethods.status, .init()).store == store)
            let target = directory + "/target"
            _ = try Restorer(connection: try second.connect(), directory: target).run()
            #expect(Tree.differences(source, target) == "")
        }
    }

    @Test func aSecondDaemonIsRefusedAndTheFirstServesOn() throws {
        try TestDaemon.with { test in
            let other = test.directory + "/other"
            for (socket, told) in [(test.socket, "a process listens there"), (other, "pid \(getpid())")] {
                let options = DaemonOptions(store: test.store, socket: socket)
                #expect { try Daemon(options, logger: .init(label: "test")) } throws: {
                    guard let error = $0 as? LockerError else { return false }
                    return error.code == .failedPrecondition && error.message.contains(told)
                }
            }
            #expect(access(other, F_OK) != 0)
            let status = try test.connect().call(LockerMethods.status, .init())
            #expect(status.role == .operator && status.directory == test.store)
        }
    }

    /// An account tells what its user may do beside the role that it was made with.
    @Test func accountsTellTheRightsOfTheirUsers() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let own = try connection.call(LockerMethods.status, .init()).account
            _ = try connection.call(AdminMethods.addAccount, .with { $0.name = "alice" })
            let accounts = try connection.call(AdminMethods.listAccounts, .init()).accounts
            let mine = try #require(accounts.first { $0.name == own })
            #expect(mine.role == .user && mine.rights == .operator)
            let alice = try #require(accounts.first { $0.name == "alice" })
            #expect(alice.role == .user && alice.rights == .user)
        }
    }

    @Test func aDaemonThatGetsNoSocketLeavesNoStore() throws {
        try TestDaemon.with { test in
            let options = DaemonOptions(store: test.directory + "/another", socket: test.socket)
            #expect(throws: LockerError.self) { try Daemon(options, logger: .init(label: "test")) }
            #expect(access(options.store, F_OK) != 0)
        }
    }

    @Test func aStoreThatMustBeThereIsNotMade() throws {
        try withTemporaryDirectory { directory in
            let store = directory + "/store"
            var options = DaemonOptions(store: store, socket: directory + "/s")
            options.mustExist = true
            for isMounted in [false, true] {
                if isMounted { #expect(mkdir(store, 0o700) == 0) }
                #expect { try Daemon(options, logger: .init(label: "test")) } throws: {
                    guard let error = $0 as? LockerError else { return false }
                    return error.code == .notFound && error.message.contains(store)
                }
                #expect(access(options.socket, F_OK) != 0)
            }
            #expect(rmdir(store) == 0)
            try NewStore.make(in: store + "/", logger: .init(label: "test"))
            #expect { try NewStore.make(in: store, logger: .init(label: "test")) } throws: {
                ($0 as? LockerError)?.code == .alreadyExists
            }
            let daemon = try Daemon(options, logger: .init(label: "test"))
            daemon.stop()
        }
    }

    /// An operator makes it as root in the folder of the user that the daemon runs as.
    @Test(.enabled(if: geteuid() == 0)) func aNewStoreBelongsToTheOwnerOfItsFolder() throws {
        try withTemporaryDirectory { directory in
            #expect(mkdir(directory + "/store", 0o700) == 0 && mkdir(directory + "/store/lost+found", 0o700) == 0)
            #expect(chown(directory + "/store", 1234, 2345) == 0)
            try NewStore.make(in: directory + "/store", logger: .init(label: "test"))
            let names = try #require(FileManager.default.subpaths(atPath: directory + "/store"))
            #expect(names.contains("packs") && names.contains("metadata.sqlite") && names.contains("store"))
            for name in names {
                var status = stat()
                #expect(lstat(directory + "/store/" + name, &status) == 0)
                #expect(status.st_uid == (name == "lost+found" ? 0 : 1234), "\(name)")
            }
        }
    }

    @Test func aJobThatFailedTellsItsCode() throws {
        try TestDaemon.with { test in
            let (connection, taken) = (try test.connect(), test.directory + "/taken")
            try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: false)
            try makeFile(taken + "/something", [1])
            let started = try connection.call(AdminMethods.backup, .with { $0.directory = taken })
            #expect { try JobWatch(connection: connection).follow(started) { _ in } } throws: {
                guard let error = $0 as? LockerError else { return false }
                return error.code == .failedPrecondition && error.message.contains("holds no backup")
            }
        }
    }

    @Test func aBackupThatACrashKeptFromBeginningIsNotInTheWay() throws {
        try TestDaemon.with { test in
            let (connection, backup) = (try test.connect(), test.directory + "/backup")
            try FileManager.default.createDirectory(atPath: backup, withIntermediateDirectories: false)
            for name in ["lock", "store.new"] { try makeFile(backup + "/" + name, [1]) }
            let started = try connection.call(AdminMethods.backup, .with { $0.directory = backup })
            _ = try JobWatch(connection: connection).follow(started) { _ in }
            #expect(access(backup + "/metadata.sqlite", F_OK) == 0)
        }
    }

    @Test func aSocketPathThatIsTooLongIsNamed() throws {
        try withTemporaryDirectory { directory in
            let socket = directory + "/" + String(repeating: "s", count: 200)
            #expect {
                try Daemon(DaemonOptions(store: directory + "/store", socket: socket), logger: .init(label: "test"))
            } throws: {
                guard let error = $0 as? LockerError else { return false }
                return error.code == .invalidArgument && error.message.contains(socket)
            }
            #expect(throws: LockerError.self) { try LockerConnection(socket: directory + "/nobody") }
        }
    }

    @Test func aConfigurationIsReadWithItsComments() throws {
        try withTemporaryDirectory { directory in
            func read(_ text: String) throws -> DaemonOptions {
                try makeFile(directory + "/c", Array(text.utf8))
                var options = DaemonOptions(store: "", socket: "")
                try ConfigurationFile.read(directory + "/c").apply(to: &options)
                return options
            }
            let options = try read(
                "{ frontends: [33], // the gateway\n auto_accounts: false, default_quota: 5, limits: {connections: 7,}, }"
            )
            #expect(options.configuration.frontends == [33] && !options.configuration.autoAccounts)
            #expect(options.configuration.defaultQuota == 5 && options.limits.connections == 7)
            #expect(try read("{}").configuration.autoAccounts)
            let limits = try read(
                "{limits: {connections_per_user: 9, connections_per_frontend: 8, message_bytes: 33554432, "
                    + "file_seconds: 0.5, staging_memory_bytes: 2000000}}")
            #expect(limits.limits.connectionsPerUser == 9 && limits.limits.messageBytes == 32 << 20)
            #expect(limits.limits.connectionsPerFrontend == 8)
            #expect(limits.limits.fileSeconds == 0.5 && limits.configuration.stagingMemory == 2_000_000)
            #expect(try read("{store: {must_exist: true}}").mustExist && !read("{store: {}}").mustExist)
            #expect(try read("{retention: {}}").configuration.retention == nil)
            #expect(try read("{retention: {keep_last: 1}}").configuration.honoursOwnRetention)
            let alone = try read("{retention: {own: false}}").configuration
            #expect(alone.retention == nil && !alone.honoursOwnRetention)
            #expect(
                try read("{retention: {keep_last: 3, keep_within: '90d'}}").configuration.retention
                    == Retention(keepLast: 3, keepWithin: 90 * 86_400))
            #expect(
                try read("{retention: {keep_daily: 7, keep_yearly: 2}}").configuration.retention
                    == Retention(keepLast: nil, keepWithin: nil, keepEach: [.day: 7, .year: 2]))
            #expect(try read("{}").metrics == nil && read("{metrics: {listen: null}}").metrics == nil)
            let metrics = try read("{metrics: {listen: '127.0.0.1:9464'}}").metrics
            #expect(try metrics == MetricsAddress("127.0.0.1:9464"))
            #expect(try read("{metrics: {listen: 'unix:/run/m'}}").metrics == .unix(path: "/run/m"))
            for (text, key) in [
                ("{limitz: {}}", "limitz"), ("{limits: {conections: 1}}", "limits.conections"),
                ("{retention: {keep_lst: 1}}", "retention.keep_lst"),
                ("{store: {must_exists: true}}", "store.must_exists"),
                ("{store: {must_exist: 1}}", "store.must_exist"), ("{retention: {keep_last: 0}}", "keep_last"),
                ("{retention: {keep_within: '9'}}", "retention"),
                ("{frontends: {limits: 1}}", "frontends"),
                ("{frontends: 3}", "frontends"), ("{operators: [-1]}", "operators"), ("nonsense", "JSON5"),
                ("{metrics: {listen: '0.0.0.0:9464'}}", "0.0.0.0:9464"), ("{metrics: {port: 1}}", "metrics.port"),
                ("{metrics: {listen: 9464}}", "metrics.listen"), ("{metrics: '127.0.0.1:9464'}", "metrics"),
                ("{limits: {connections: 0}}", "connections"), ("{limits: {message_bytes: 1}}", "message_bytes"),
                ("{limits: {file_seconds: 0}}", "file_seconds"), ("{default_quota: -1}", "default_quota"),
            ] {
                #expect { try read(text) } throws: {
                    guard let error = $0 as? LockerError else { return false }
                    return error.code == .invalidArgument && error.message.contains(key)
                }
            }
            #expect { try ConfigurationFile.read(directory + "/missing") } throws: {
                ($0 as? LockerError)?.code == .notFound
            }
        }
    }
}
