import FoundationEssentials
import LockerAPI
import LockerBase
import NIOCore
import SwiftProtobuf
import Synchronization

/// A session on a library: what is staged in it becomes one revision when it is committed, and is forgotten when it is
/// closed, or nobody refers to it any more, or its connection is lost.
package final class DaemonSession: Sendable {
    /// Whose library it is; nil for the account of this process's own user.
    package let account: String?
    /// Its number on its connection.
    package let id: UInt64
    /// The library's newest revision when it was opened, 0 for none.
    package let base: UInt64
    private let connection: DaemonConnection
    private let requestName: String?
    private let isClosed = Atomic<Bool>(false)

    private init(
        _ opened: Locker_V1_OpenSessionResponse, for account: String?, on connection: DaemonConnection,
        named name: String?
    ) {
        (id, base) = (opened.session, opened.revision)
        (self.account, self.connection, requestName) = (account, connection, name)
    }

    deinit {
        close()
    }

    /// Opens a session on the library of that name, which need not be there yet.
    ///
    /// - Parameters:
    ///   - device: the number of the device that it is for; empty for not telling.
    ///   - name: what its calls are called in the daemon's log.
    package static func open(
        _ daemon: LinkedDaemon, for account: String?, library: String, device: [UInt8] = [], named name: String? = nil
    ) async throws(LockerError) -> DaemonSession {
        var request = Locker_V1_OpenSessionRequest()
        request.library = library
        request.device = Data(device)
        let message = ByteBuffer(bytes: try LockerMethods.openSession.encode(request))
        let call = CallRequest(
            LockerMethods.openSession, [message], for: account, named: name,
            within: LinkBounds.time(for: LockerMethods.openSession))
        let (body, connection) = try await daemon.exchange(call)
        let opened = try LockerMethods.openSession.decode(ReplyBody.bytes(of: body))
        return DaemonSession(opened, for: account, on: connection, named: name)
    }

    /// Opens a session for what `body` does, and closes it on every way out of that.
    package static func with<Value: Sendable>(
        _ daemon: LinkedDaemon, for account: String?, library: String, device: [UInt8] = [], named name: String? = nil,
        _ body: (DaemonSession) async throws(LockerError) -> Value
    ) async throws(LockerError) -> Value {
        let session = try await open(daemon, for: account, library: library, device: device, named: name)
        defer { session.close() }
        return try await body(session)
    }

    /// Makes what is staged a revision, which is durable when this returns: the newest one, where nothing differs from it.
    ///
    /// - Throws: ``LockerError/Code/conflict`` where the library has not what is expected of it: nothing is changed then.
    ///   Whatever is thrown, what was staged is forgotten.
    package func commit(
        _ description: RevisionDescription = RevisionDescription()
    ) async throws(LockerError) -> Locker_V1_CommitResponse {
        var request = Locker_V1_CommitRequest()
        request.session = id
        request.note = description.note
        if let origin = description.origin { request.origin = origin }
        if let expected = description.expectedRevision {
            try require(.preconditions, to: "change a library only while it is at a revision")
            request.expectedRevision = expected
        }
        return try await call(LockerMethods.commit, request)
    }

    /// Forgets what is staged and not committed. Nothing is to be done in it any more.
    package func close() {
        guard !isClosed.exchange(true, ordering: .relaxed) else { return }
        var request = Locker_V1_CloseSessionRequest()
        request.session = id
        connection.tell(LockerMethods.closeSession, request, for: account)
    }

    /// Makes a call of the session.
    func call<Request, Response>(
        _ method: Method<Request, Response>, _ request: Request, within time: Duration? = nil
    ) async throws(LockerError) -> Response {
        try await connection.call(method, request, for: account, named: requestName, within: time)
    }

    /// Makes a call of the session whose message is encoded, and waits for the message that answers it.
    func call<Request, Response>(
        _ method: Method<Request, Response>, encoded message: [ByteBuffer], within time: Duration
    ) async throws(LockerError) -> Response {
        let call = CallRequest(method, message, for: account, named: requestName, within: time)
        return try method.decode(ReplyBody.bytes(of: try await connection.reply(to: call)))
    }

    /// Makes a call of the session of which nobody wants to know what becomes.
    func tell<Request, Response>(_ method: Method<Request, Response>, _ request: Request) {
        connection.tell(method, request, for: account)
    }

    /// - Throws: ``LockerError/Code/unimplemented`` when the daemon is older than `feature`.
    func require(_ feature: Feature, to wish: String) throws(LockerError) {
        guard let greeting = connection.greeting else { throw LinkError.lostConnection() }
        try greeting.require(feature, to: wish)
    }
}
