import Foundation
import GatewayTestSupport
import HTTPTypes
import HummingbirdCore
import LockerAPI
import LockerBase
import LockerClient
import LockerGateway
import Logging
import NIOCore
import NIOPosix
import ServerLink
import Synchronization

/// A server of relays in front of a daemon, which has an account for each of some people.
struct RelayServer: Sendable {
    let port: Int
    let daemon: RunningDaemon
    /// Tokens that count no more.
    let revoked: RevokedTokens
    /// Those that wait for what does not come.
    let waits: Waits

    /// How many clients have begun to wait at `/wait`, and how many of them have left.
    final class Waits: Sendable {
        private let counts = Mutex((begun: 0, left: 0))

        var begun: Int { counts.withLock { $0.begun } }
        var left: Int { counts.withLock { $0.left } }

        /// Waits until the client leaves.
        func wait(_ channel: any Channel) async {
            let departure = await Departure.of(channel)
            counts.withLock { $0.begun += 1 }
            do throws(LockerError) {
                try await departure.whileThere { () async throws(LockerError) -> Void in
                    while !Task.isCancelled { try? await Task.sleep(for: .seconds(1000)) }
                    throw LockerError(.cancelled, "it has left")
                }
            } catch {
                counts.withLock { $0.left += 1 }
            }
        }
    }

    /// Whether its daemon is known to answer nothing.
    let stillness: Stillness

    final class Stillness: Sendable {
        private let isSet = Atomic<Bool>(false)

        var isOn: Bool { isSet.load(ordering: .relaxed) }
        func begin() { isSet.store(true, ordering: .relaxed) }
    }

    /// What of the people's tokens was revoked.
    final class RevokedTokens: Sendable {
        private let tokens = Mutex<Set<String>>([])

        func insert(_ token: String) { tokens.withLock { _ = $0.insert(token) } }
        func contains(_ token: String) -> Bool { tokens.withLock { $0.contains(token) } }
    }

    /// Calls `body` with one that knows alice and bob by the tokens `lk_alice` and `lk_bob`.
    ///
    /// - Parameter socket: the daemon's; nil for that of one which runs.
    static func with(
        socket: String? = nil, _ change: (inout RelayLimits) -> Void = { _ in },
        _ body: @escaping @Sendable (RelayServer) async throws -> Void
    ) async throws {
        let (daemon, revoked, stillness, waits) = (try RunningDaemon(), RevokedTokens(), Stillness(), Waits())
        defer { daemon.stop() }
        for name in ["alice", "bob"] { try daemon.addAccount(name) }
        var limits = RelayLimits()
        change(&limits)
        let host = RelayHost(
            socket: socket ?? daemon.socket, limits: limits,
            admit: { attempt in
                guard ["lk_alice", "lk_bob"].contains(attempt.token), !revoked.contains(attempt.token) else {
                    return attempt.token == "lk_late" ? .later(seconds: 7) : .refused
                }
                return .accepted(RelayCaller(account: String(attempt.token.dropFirst(3)), credential: attempt.token))
            }, isLive: { !revoked.contains($0.credential) }, isDaemonStill: { stillness.isOn })
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let child = RelayHTTPChannel(
            responder: { (request, writer: consuming ResponseWriter, channel) in
                if request.uri.path == "/wait" { await waits.wait(channel) }
                try await RelayServer.answer(request, writer, channel)
            }, configuration: .init(), host: host)
        let (ports, found) = AsyncStream<Int>.makeStream()
        let server = child.server(
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in found.yield(channel.localAddress?.port ?? 0) },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await server.run() }
            var iterator = ports.makeAsyncIterator()
            let port = await iterator.next() ?? 0
            defer { tasks.cancelAll() }
            try await body(
                RelayServer(port: port, daemon: daemon, revoked: revoked, waits: waits, stillness: stillness))
        }
    }

    /// What answers everything else.
    private static func answer(
        _ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel
    ) async throws {
        try await writer.writeResponse(HTTPResponse(status: .notFound, headerFields: [.contentLength: "0"]))
    }

    /// The gateway as `locker` calls it.
    var gateway: RemoteGateway {
        get throws { try RemoteGateway(at: ServerAddress("http://127.0.0.1:\(port)")) }
    }

    func connect(_ token: String = "lk_alice", account: String? = nil) throws -> LockerConnection {
        try gateway.connect(token, account: account, pauses: [])
    }
}

/// Runs what blocks apart from the threads of tasks.
func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}
