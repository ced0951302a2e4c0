import DaemonLink
import GatewayTestSupport
import LockerBase
import LockerTestSupport
import Logging
import NIOPosix

/// A daemon at `socket` that is called over at most so many connections, and says nothing in the log.
func makeLink(to socket: String, connections: Int = 2) -> LinkedDaemon {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return LinkedDaemon(
        socket: socket, eventLoopGroup: MultiThreadedEventLoopGroup.singleton, connections: connections, logger: logger)
}

/// Calls `body` with a daemon that runs, and the same as it is called.
func withLink(
    connections: Int = 2, _ body: (RunningDaemon, LinkedDaemon) async throws -> Void
) async throws {
    try await RunningDaemon.with { running in
        let link = makeLink(to: running.socket, connections: connections)
        do {
            try await body(running, link)
        } catch {
            await link.shutdown()
            throw error
        }
        await link.shutdown()
    }
}

/// The error that `body` throws; nil when it throws none, or another one than a ``LockerError``.
func lockerError<Value>(_ body: () async throws -> Value) async -> LockerError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? LockerError
    }
}

/// Bytes at random, the same for the same seed.
func random(_ count: Int, seed: UInt64) -> [UInt8] {
    var generator = SplitMix64(seed: seed)
    return generator.bytes(count)
}
