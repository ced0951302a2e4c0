import DaemonLink
import LockerTestSupport
import TTRPC

/// A server in the place of a daemon, that has the methods of a test alone.
enum PretendedDaemon {
    /// Calls `body` with the server's socket, and with what calls it.
    static func with(
        limits: ServerLimits = ServerLimits(), _ methods: [String: Router.Handler] = [:],
        _ body: (String, LinkedDaemon) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let socket = folder.path + "/s"
        var router = Router()
        for (name, handler) in methods {
            router.register(service: "locker.v1.Locker", method: name, lane: .quick, handler: handler)
        }
        let server = try Server(socket: try UnixSocket.listen(at: socket), router: router, limits: limits)
        try server.start()
        let link = makeLink(to: socket)
        do {
            try await body(socket, link)
        } catch {
            await link.shutdown()
            server.stop()
            throw error
        }
        await link.shutdown()
        server.stop()
    }
}
