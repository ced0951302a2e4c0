import LockerAPI
import LockerBase
import LockerCore
import LockerService
import LockerTestSupport
import Logging
import POSIXSupport

/// A lockerd in the process of the tests, on a store and at a socket in a temporary directory. The user of the tests is an
/// operator of it, and acts for any account. It may be stopped, and started again on the same store. It stops when nobody
/// refers to it any more, so that ``with(_:_:)`` is the way to have one for as long as a test takes.
package final class RunningDaemon: Sendable {
    private let folder: TemporaryFolder
    private let change: @Sendable (inout DaemonOptions) -> Void
    private let daemon = Monitor<LockerService.Daemon?>(nil)
    private let passed = Monitor(Duration.zero)

    /// Starts one.
    ///
    /// - Parameter change: what of its options is not to be as usual.
    package init(_ change: @escaping @Sendable (inout DaemonOptions) -> Void = { _ in }) throws {
        folder = try TemporaryFolder()
        self.change = change
        try start()
    }

    deinit {
        stop()
    }

    /// Calls `body` with one that runs, and stops it.
    package static func with<Value>(
        _ change: @escaping @Sendable (inout DaemonOptions) -> Void = { _ in },
        _ body: (RunningDaemon) async throws -> Value
    ) async throws -> Value {
        try await RunningPlaces.shared.with {
            let running = try RunningDaemon(change)
            defer { running.stop() }
            return try await body(running)
        }
    }

    /// A folder for whatever a test needs, which goes with the daemon.
    package var directory: String { folder.path }

    /// Where it listens.
    package var socket: String { directory + "/s" }

    /// Where its store is.
    package var store: String { directory + "/store" }

    /// Starts it again, after it was stopped.
    package func start() throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        var options = DaemonOptions(store: store, socket: socket)
        let passed = passed
        options.configuration.instant = { ContinuousClock.Instant.now + passed.withLock { $0 } }
        change(&options)
        let started = try LockerService.Daemon(options, logger: logger)
        try started.start()
        daemon.withLock { $0 = started }
    }

    /// Stops it, if it runs: every connection ends.
    package func stop() {
        let running = daemon.withLock { daemon -> LockerService.Daemon? in
            defer { daemon = nil }
            return daemon
        }
        running?.stop()
    }

    /// Lets time pass by the clock by which open content is let go that nobody reads.
    package func pass(_ time: Duration) {
        passed.withLock { $0 += time }
    }

    /// A connection whose calls block.
    ///
    /// - Parameter account: whom it acts for, as a frontend does; nil for the account of the user of the tests.
    package func connect(_ account: String? = nil) throws -> LockerConnection {
        try LockerConnection(socket: socket, account: account)
    }
}
