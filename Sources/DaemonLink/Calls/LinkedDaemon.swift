import LockerAPI
import LockerBase
import Logging
import NIOCore
import SwiftProtobuf
import Synchronization

/// The lockerd at one socket, for any number of tasks at once. It is connected to when it is called, and again after a
/// connection was lost; calls go over whichever connection has the fewest.
///
/// Where nobody listens, calls fail with ``LockerError/Code/unavailable``: at once for a moment after each try, which
/// grows to two seconds.
package final class LinkedDaemon: Sendable {
    private struct State {
        var slots: ConnectionSlots
        var isShutDown = false
    }

    private let socket: String
    private let loops: any EventLoopGroup
    private let logger: Logger
    private let state: Mutex<State>

    /// Connects to nothing yet.
    ///
    /// - Parameters:
    ///   - eventLoopGroup: the loops of the connections, of NIOPosix. It has to outlive ``shutdown()``.
    ///   - connections: the most of them at a time.
    package init(
        socket: String, eventLoopGroup: any EventLoopGroup, connections: Int = 2,
        logger: Logger = Logger(label: "daemon-link")
    ) {
        self.socket = socket
        loops = eventLoopGroup
        self.logger = logger
        state = Mutex(State(slots: ConnectionSlots(count: connections)))
    }

    /// Makes a call, and waits for the answer.
    ///
    /// - Parameters:
    ///   - account: whom it is for; nil for the account of this process's own user.
    ///   - name: what it is called, in errors and in the daemon's log: 1 to 64 printable characters of ASCII without
    ///     blanks. Nil: the daemon calls it something.
    ///   - time: how long to wait; the daemon is told. Nil: as long as ``LinkBounds`` has it for the method.
    /// - Throws: the daemon's error, with its details; ``LockerError/Code/unavailable`` when there is no connection, or it
    ///   was lost; ``LockerError/Code/cancelled`` when the task is cancelled; ``LockerError/Code/timedOut`` when `time` has
    ///   passed, after which the call may still take effect; ``LockerError/Code/tooMany`` when too many calls wait.
    package func call<Request, Response>(
        _ method: Method<Request, Response>, _ request: Request, for account: String? = nil,
        named name: String? = nil, within time: Duration? = nil
    ) async throws(LockerError) -> Response {
        let message = ByteBuffer(bytes: try method.encode(request))
        let call = CallRequest(
            method, [message], for: account, named: name, within: time ?? LinkBounds.time(for: method))
        let body = try await exchange(call).body
        return try method.decode(ReplyBody.bytes(of: body))
    }

    /// Makes a call, and waits for the body of the frame that answers it. Returns the connection that it went over, too.
    func exchange(
        _ request: CallRequest
    ) async throws(LockerError) -> (body: ByteBuffer, connection: DaemonConnection) {
        guard let first = try connection() else { throw LinkError.closedConnection }
        switch await first.outcome(of: request) {
        case .reply(let body): return (body, first)
        case .failure(let error): throw error
        case .unsent(let error):
            // What never went out may go out over another one: the first may just have been lost.
            guard error.code == .unavailable || error.code == .tooMany, !request.isOver,
                let other = try connection(besides: first)
            else { throw error }
            return (try await other.reply(to: request), other)
        }
    }

    /// Whether a daemon takes connections and answers nothing, by what was last heard of it: it hangs, was stopped, or
    /// starts.
    package var isStill: Bool { state.withLock { $0.slots.liveness.isStill } }

    /// What the daemon says of itself: its version, what it can do, and the bounds of its calls.
    package func greeting() async throws(LockerError) -> Greeting {
        if let known = state.withLock({ $0.slots.greeting }) { return known }
        do throws(LockerError) {
            let response = try await call(LockerMethods.capabilities, Locker_V1_CapabilitiesRequest())
            return Greeting(response)
        } catch let error where error.code == .unimplemented {
            return Greeting()
        }
    }

    /// Opens a connection beside the others, for one who needs it alone: sessions, and what is open, end with it. It is
    /// that one's to close, before the loops end.
    package func connectApart() -> DaemonConnection {
        DaemonConnection(socket: socket, on: loops.next(), logger: logger)
    }

    /// Ends all connections: calls under way, and those made later, fail with ``LockerError/Code/unavailable``.
    package func shutdown() async {
        let connections = state.withLock { state -> [DaemonConnection] in
            state.isShutDown = true
            return state.slots.removeAll()
        }
        for connection in connections { await connection.close() }
    }

    private func connection(besides avoided: DaemonConnection? = nil) throws(LockerError) -> DaemonConnection? {
        try state.withLock { state throws(LockerError) -> DaemonConnection? in
            if state.isShutDown { throw LinkError.closedConnection }
            return try state.slots.next(besides: avoided, at: .now) { connectApart() }
        }
    }
}
