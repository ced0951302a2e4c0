import Foundation
import POSIXSupport
import TTRPC

/// A server whose one method answers with its request, and a client of it, from ``start()`` to ``stop()``.
final class EchoServer {
    private var path: String?
    private var server: Server?
    private var connected: Client?

    /// The client. Without ``start()`` there is none.
    func client() throws -> Client {
        guard let connected else {
            throw RPCError(.failedPrecondition, "the echo server does not run; call start() in the setup")
        }
        return connected
    }

    func start() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "echo-\(getpid()).sock").path
        var router = Router()
        router.register(service: "Echo", method: "Echo", lane: .quick) { _, payload in payload }
        let server = try Server(socket: UnixSocket.listen(at: path, mode: 0o600), router: router)
        try server.start()
        self.path = path
        self.server = server
        connected = try Client(path: path)
    }

    func stop() {
        connected?.close()
        connected = nil
        server?.stop()
        server = nil
        if let path { unlink(path) }
    }
}
