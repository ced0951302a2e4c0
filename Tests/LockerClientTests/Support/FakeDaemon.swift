import Glibc
import LockerAPI
import LockerBase
import LockerTestSupport
import POSIXSupport
import TTRPC

/// Answers calls as a test says, in place of a daemon with a store.
struct FakeDaemon {
    private var router = Router()

    /// Answers `method` with what `answer` returns or throws.
    mutating func on<Request, Response>(
        _ method: Method<Request, Response>,
        _ answer: @escaping @Sendable (CallContext, Request) throws(LockerError) -> Response
    ) {
        router.register(service: method.service, method: method.name, lane: method.lane) {
            (context, payload) throws(RPCError) in
            do {
                return try answer(context, try Request(serializedBytes: payload)).serializedBytes()
            } catch {
                throw (error as? LockerError).map(RPCError.init) ?? RPCError(.internal, "\(error)")
            }
        }
    }

    /// Answers the calls that surround the transfer of files in a sync, for a library of `entries`.
    mutating func onSync(_ entries: [String] = []) {
        on(LockerMethods.status) { _, _ in .init() }
        on(LockerMethods.openSession) { _, _ in .with { $0.revision = entries.isEmpty ? 0 : 1 } }
        on(LockerMethods.log) { _, _ in
            .with { $0.revisions = entries.isEmpty ? [] : [.with { $0.number = 1 }] }
        }
        on(LockerMethods.list) { _, _ in
            .with { $0.entries = entries.map { path in .with { $0.path = .init(path.utf8) } } }
        }
        on(LockerMethods.stage) { _, _ in .init() }
        on(LockerMethods.commit) { _, _ in
            .with {
                $0.revision = 1
                $0.added = 1
            }
        }
        on(LockerMethods.closeSession) { _, _ in .init() }
    }

    /// Serves while `body` runs with the socket's path and an empty directory.
    func serve<Result>(_ body: (_ socket: String, _ directory: String) throws -> Result) throws -> Result {
        try withTemporaryDirectory { directory in
            let socket = directory + "/s"
            let server = try Server(socket: UnixSocket.listen(at: socket), router: router)
            try server.start()
            defer { server.stop() }
            let folder = directory + "/tree"
            guard mkdir(folder, 0o755) == 0 else { throw SystemError("mkdir", on: folder) }
            return try body(socket, folder)
        }
    }
}
