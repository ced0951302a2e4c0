import LockerBase
import POSIXSupport
import TTRPC

/// What the calls of a connection go over: a client, and where the daemon is behind a server another one, when the line
/// to that broke. Each is a line with a number of its own, and what the daemon keeps for one is not there on the next.
final class CallLines: Sendable {
    /// How often one call is made again.
    private static let repeats = 5

    /// A call, ready to leave.
    struct Call {
        let service: String
        let method: String
        let payload: [UInt8]
        let metadata: [String: String]
        let descriptors: [Descriptor]
        let isRepeatable: Bool
        /// Whether it opens a session, and whether it closes one.
        let opensSession: Bool
        let closesSession: Bool

        fileprivate func make(on client: Client) throws(RPCError) -> [UInt8] {
            try client.call(
                service: service, method: method, payload: payload, metadata: metadata, descriptors: descriptors)
        }
    }

    struct State {
        var client: Client
        var number: UInt64 = 0
        /// Sessions that are open, or about to be: what they have staged ends with the line, so that no other one takes
        /// its place.
        var sessions = 0
        var isRenewing = false
        /// Why there is no other line.
        var failure: RPCError?
        var isClosed = false
    }

    let state: Monitor<State>
    let route: ServerRoute?

    /// - Parameter route: makes another line; nil where one that broke is the end.
    init(_ client: Client, route: ServerRoute? = nil) {
        state = Monitor(State(client: client))
        self.route = route
    }

    /// Whether the daemon is behind a server.
    var isRemote: Bool { route != nil }

    /// Whether `error` says that a line broke, and no daemon's answer.
    static func isLoss(_ error: RPCError) -> Bool {
        error.code == .unavailable && error.reason == nil
    }

    /// Makes a call. One that may be repeated is made again where its line broke, on another one.
    ///
    /// - Parameter number: the line on which alone it may be made; nil for any.
    /// - Returns: the reply, and the number of the line that it came over.
    func call(_ call: Call, on number: UInt64? = nil) throws(RPCError) -> (reply: [UInt8], number: UInt64) {
        var left = CallLines.repeats
        while true {
            let (client, current) = try line(number)
            if call.opensSession, !holdSession(on: current) { continue }
            do throws(RPCError) {
                let reply = try call.make(on: client)
                if call.closesSession { releaseSession() }
                return (reply, current)
            } catch {
                if call.opensSession { releaseSession() }
                guard number == nil, call.isRepeatable, left > 0, CallLines.isLoss(error) else { throw error }
                left -= 1
                try renew(after: current, error)
            }
        }
    }

    /// Ends the line there is, and has no other made.
    func close() {
        let client = state.withLock { state in
            state.isClosed = true
            return state.client
        }
        state.notifyAll()
        client.close()
    }

    /// The line to call on. One that is known to be broken carries nothing: where another one can be made, it is.
    private func line(_ wanted: UInt64?) throws(RPCError) -> (Client, UInt64) {
        let (client, number) = state.withLock { ($0.client, $0.number) }
        if let wanted, wanted != number { throw lost }
        guard wanted == nil, isRemote, client.isLost else { return (client, number) }
        try renew(after: number, lost)
        return state.withLock { ($0.client, $0.number) }
    }

    /// Keeps the line from being replaced. Returns false when it was already.
    private func holdSession(on number: UInt64) -> Bool {
        state.withLock { state in
            guard state.number == number else { return false }
            state.sessions += 1
            return true
        }
    }

    private func releaseSession() {
        state.withLock { $0.sessions = max(0, $0.sessions - 1) }
    }

    private var lost: RPCError {
        RPCError(.unavailable, "\(route?.name ?? "the daemon"): the connection to the server is lost")
    }
}
