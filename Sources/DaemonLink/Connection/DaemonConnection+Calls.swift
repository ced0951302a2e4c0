import LockerAPI
import LockerBase
import NIOCore
import SwiftProtobuf

extension DaemonConnection {
    /// Makes a call on this very connection, as one does that has a session or open content there.
    ///
    /// - Throws: the daemon's error; ``LockerError/Code/unavailable`` when the connection has ended;
    ///   ``LockerError/Code/cancelled`` when the task is; ``LockerError/Code/timedOut`` when `time` has passed.
    package func call<Request, Response>(
        _ method: Method<Request, Response>, _ request: Request, for account: String? = nil,
        named name: String? = nil, within time: Duration? = nil
    ) async throws(LockerError) -> Response {
        let message = ByteBuffer(bytes: try method.encode(request))
        let body = try await reply(to: CallRequest(method, [message], for: account, named: name, within: time))
        return try method.decode(ReplyBody.bytes(of: body))
    }

    /// Makes a call, and waits for the body of the frame that answers it.
    func reply(to request: CallRequest) async throws(LockerError) -> ByteBuffer {
        switch await call(request) {
        case .reply(let body): return body
        case .failure(let error), .unsent(let error): throw error
        }
    }

    /// Makes a call of which nobody wants to know what becomes.
    func tell<Request, Response>(
        _ method: Method<Request, Response>, _ request: Request, for account: String?
    ) {
        guard let bytes = try? method.encode(request) else { return }
        tell(CallRequest(method, [ByteBuffer(bytes: bytes)], for: account))
    }

    /// What the daemon said of itself; nil unless the connection is open.
    package var greeting: Greeting? {
        guard case .open(let greeting) = phase else { return nil }
        return greeting
    }
}
