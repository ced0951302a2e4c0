import LockerAPI
import LockerBase
import NIOCore
import SwiftProtobuf

extension DaemonConnection {
    /// Makes a call on this very connection, as one does that has a session or open content there.
    ///
    /// - Parameter time: how long to wait; nil: as long as ``LinkBounds`` has it for the method.
    /// - Throws: the daemon's error; ``LockerError/Code/unavailable`` when the connection has ended;
    ///   ``LockerError/Code/cancelled`` when the task is; ``LockerError/Code/timedOut`` when `time` has passed.
    package func call<Request, Response>(
        _ method: Method<Request, Response>, _ request: Request, for account: String? = nil,
        named name: String? = nil, within time: Duration? = nil
    ) async throws(LockerError) -> Response {
        let message = ByteBuffer(bytes: try method.encode(request))
        let call = CallRequest(
            method, [message], for: account, named: name, within: time ?? LinkBounds.time(for: method))
        return try method.decode(ReplyBody.bytes(of: try await reply(to: call)))
    }

    /// Makes a call, and waits for the body of the frame that answers it.
    func reply(to request: CallRequest) async throws(LockerError) -> ByteBuffer {
        switch await outcome(of: request) {
        case .reply(let body): return body
        case .failure(let error), .unsent(let error): throw error
        }
    }

    /// Makes a call, and again where the daemon has not begun it, since too many came at once: calls that wait for changes
    /// have a place among those in flight until they are parked, and nobody is told when that is.
    func outcome(of request: CallRequest) async -> CallOutcome {
        for pause in DaemonConnection.pauses {
            let outcome = await call(request)
            guard case .reply(let body) = outcome, ReplyBody.isForWantOfPlace(body) else { return outcome }
            do { try await Task.sleep(for: pause) } catch { return .failure(LinkError.callCancelled(request)) }
        }
        return await call(request)
    }

    /// 10 seconds together.
    private static let pauses = (0..<11).map { Duration.milliseconds(5 << $0) }

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
