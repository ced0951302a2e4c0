import Glibc
import LockerAPI
import LockerBase
import LockerCore
import LockerService
import LockerSync
import LockerTestSupport
import Logging
import POSIXSupport
import TTRPC

/// A daemon in this process, on a store and a socket in a temporary directory.
struct TestDaemon {
    let daemon: Daemon
    let directory: String

    var socket: String { directory + "/s" }
    var store: String { directory + "/store" }

    static func with<Result>(_ body: (TestDaemon) throws -> Result) throws -> Result {
        try withTemporaryDirectory { directory in
            let test = try start(in: directory)
            defer { test.daemon.stop() }
            return try body(test)
        }
    }

    static func start(in directory: String) throws -> TestDaemon {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let options = DaemonOptions(store: directory + "/store", socket: directory + "/s")
        let daemon = try Daemon(options, logger: logger)
        try daemon.start()
        return TestDaemon(daemon: daemon, directory: directory)
    }

    func connect(_ account: String? = nil) throws -> LockerConnection {
        try LockerConnection(socket: socket, account: account)
    }

    func addAccount(_ name: String, quota: UInt64? = nil) throws {
        var request = Locker_V1_AddAccountRequest()
        request.name = name
        if let quota { request.quotaBytes = quota }
        _ = try connect().call(AdminMethods.addAccount, request)
    }

    /// Options that remember what was sent in the temporary directory.
    func syncOptions() -> SyncOptions {
        var options = SyncOptions()
        options.stateFolder = directory + "/state"
        return options
    }
}
