import LockerTestSupport
import POSIXSupport
import TTRPC

/// The service that the tests register their methods in.
let service = "test.v1.Test"

/// A router whose method `Echo` answers with its payload.
func echoRouter() -> Router {
    var router = Router()
    router.register(service: service, method: "Echo", lane: .quick) { _, payload in payload }
    return router
}

/// Runs a server on a socket of its own, whose users act for others where `limits` has a key for that, gives `body` the
/// socket's path and the server, and stops the server.
func withServer<Result>(
    _ router: Router = echoRouter(), limits: ServerLimits = ServerLimits(),
    disconnections: Disconnections = Disconnections(), onGiveUp: @escaping @Sendable (CallContext) -> Void = { _ in },
    _ body: (String, Server) throws -> Result
) throws -> Result {
    try withTemporaryDirectory { directory in
        let path = directory + "/s"
        let server = try Server(
            socket: UnixSocket.listen(at: path), router: router, limits: limits,
            actsForOthers: { _ in limits.accountKey != nil }, onGiveUp: onGiveUp, onDisconnect: disconnections.add)
        try server.start()
        defer { server.stop() }
        return try body(path, server)
    }
}

extension Client {
    /// A call of a method of the tests' service.
    func call(_ method: String, _ payload: [UInt8] = []) throws(RPCError) -> [UInt8] {
        try call(service: service, method: method, payload: payload)
    }
}

/// The error that `body` throws.
func rpcError(_ body: () throws -> Void) -> RPCError? {
    do {
        try body()
        return nil
    } catch {
        return error as? RPCError
    }
}

/// Runs `body` on `count` threads, each with its number, and returns when all have ended.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) throws {
    let threads = try (0..<count).map { number in try Thread("test-\(number)") { body(number) } }
    for thread in threads { thread.join() }
}
