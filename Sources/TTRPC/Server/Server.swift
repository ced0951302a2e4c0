import Glibc
import POSIXSupport

/// Answers the requests of many clients over a Unix stream socket: containerd's ttrpc protocol, version 1.0, which
/// is unary calls (PROTOCOL.md of github.com/containerd/ttrpc).
///
/// A thread per connection reads whole requests; handlers run on bounded pools, one for each ``Lane``; replies
/// are written in the order they become ready. Whatever one client does, the others are served: a frame that is too
/// long, half sent or no frame at all ends the connection it came on, a request that makes no sense gets an error
/// reply, and a connection that has as much in flight as it may is not read from until replies have left. Threads,
/// memory and descriptors are shared out between those who call; a file of a caller's that hangs costs a thread for as
/// long as it hangs, and the call is answered.
///
/// A request for a stream of messages is answered with ``RPCError/Code/unimplemented``; the data frames that may follow
/// it, and frames of types that a later protocol brings, are read and dropped, as the protocol's own version 1.0 does.
public final class Server: Sendable {
    private struct State {
        var connections: [UInt64: ServerConnection] = [:]
        var places: ConnectionPlaces
        /// Connections that have made room for others, and have not ended yet.
        var leaving: Set<UInt64> = []
        var lastConnection: UInt64 = 0
        var stopping = false
    }

    private let acceptor: Acceptor
    private let dispatcher: Dispatcher
    private let actsForOthers: @Sendable (UInt32) -> Bool
    private let onDisconnect: @Sendable (UInt64) -> Void
    private let state: Monitor<State>

    /// Serves connections to `listening` once ``start()`` is called, and holds its threads until ``stop()`` is.
    ///
    /// - Parameters:
    ///   - actsForOthers: Whether a user acts for others, whom ``ServerLimits/accountKey`` names: what is shared out is
    ///     shared between these then. Asked once for each connection.
    ///   - explain: Completes the error of a call that is answered while its thread hangs.
    ///   - onGiveUp: Told of each call that was answered while its thread hangs in a file that came with it.
    ///   - onDisconnect: Told the number of each connection that has ended, after the last of its calls has.
    public init(
        socket listening: Descriptor, router: Router, limits: ServerLimits = ServerLimits(),
        actsForOthers: @escaping @Sendable (UInt32) -> Bool = { _ in false },
        explain: @escaping ErrorExplanation = { error, _ in error },
        onGiveUp: @escaping @Sendable (CallContext) -> Void = { _ in },
        onDisconnect: @escaping @Sendable (UInt64) -> Void = { _ in }
    ) throws(SystemError) {
        state = Monitor(State(places: ConnectionPlaces(limits)))
        self.actsForOthers = actsForOthers
        self.onDisconnect = onDisconnect
        acceptor = try Acceptor(listening: listening)
        dispatcher = try Dispatcher(router: router, limits: limits, explain: explain, onGiveUp: onGiveUp)
    }

    /// Lets other limits hold from here on: for memory, files and connections to come at once, and for what one
    /// connection may have in flight on those to come. The numbers of threads stay.
    public func change(to limits: ServerLimits) {
        dispatcher.change(to: limits)
        state.withLock { $0.places.change(to: limits) }
    }

    /// Accepts connections from here on. To be called once.
    public func start() throws(SystemError) {
        try acceptor.start({ [self] in admit($0) }, refuse: { Server.refuse($0, Server.noDescriptors) })
    }

    /// Accepts no more connections and requests, answers the requests that have arrived, closes the connections, and
    /// returns when all that is done. Does nothing when called again.
    ///
    /// It waits for handlers that run, but for those that wait for a file of their caller's only for
    /// ``ServerLimits/stopSeconds``; a client that does not read its replies holds it up for
    /// ``ServerLimits/stallSeconds``.
    public func stop() {
        let alreadyStopping = state.withLock { state in
            defer { state.stopping = true }
            return state.stopping
        }
        guard !alreadyStopping else { return }
        acceptor.stop()
        for connection in state.withLock({ Array($0.connections.values) }) { connection.stopReading() }
        dispatcher.prepareToStop()
        waitForConnections()
        dispatcher.finish()
    }

    /// Waits until all connections have ended; for those that have nothing to answer no longer than a few seconds:
    /// their threads hang in closing files that came along.
    private func waitForConnections() {
        var quietSeconds = 0
        while quietSeconds < 5 {
            if state.wait(seconds: 1, { $0.connections.isEmpty ? true : nil }) == true { return }
            let isQuiet = state.withLock { $0.connections.values.allSatisfy(\.isIdle) }
            quietSeconds = isQuiet ? quietSeconds + 1 : 0
        }
    }

    /// The connections that are open.
    public var connectionCount: Int { state.withLock { $0.connections.count } }

    /// The threads that hang in files of callers.
    public var lostThreads: Int { dispatcher.lostThreads }

    /// Serves a new connection on a thread of its own, or refuses it when there are too many.
    private func admit(_ socket: Descriptor) {
        let id = state.withLock { state in
            state.lastConnection += 1
            return state.lastConnection
        }
        guard let peer = try? Peer(of: socket) else { return }
        if let reason = takePlace(for: peer) { return Server.refuse(socket, reason) }
        guard
            let connection = try? ServerConnection(
                id: id, socket: socket, peer: peer, actsForOthers: actsForOthers, dispatcher: dispatcher)
        else { return state.withLock { $0.places.give(backFrom: peer.userID) } }
        state.withLock { $0.connections[id] = connection }
        let thread = try? Thread("rpc-\(id)", stackSize: 256 << 10) { [self] in
            connection.run()
            onDisconnect(id)
            forget(connection, id)
        }
        if let thread { return thread.detach() }
        Server.refuse(socket, "the daemon has no thread for one more connection")
        forget(connection, id)
    }

    private static let noDescriptors = "the daemon has no descriptor for one more connection"

    /// Takes a place for a connection of `peer`. Returns why there is none, or nil when there is one.
    private func takePlace(for peer: Peer) -> String? {
        state.withLock { state in
            var refusal = state.places.take(for: peer.userID)
            while refusal == .full, Server.makeRoom(for: peer.userID, &state) {
                refusal = state.places.take(for: peer.userID)
            }
            switch refusal {
            case nil: return nil
            case .full: return "\(state.connections.count) connections are open, and more are not taken"
            case .userHasAll(let own):
                return "\(own) connections of user \(peer.userID) are open, and more are not taken"
            case .userHasShare(let own):
                return "\(own) connections of user \(peer.userID) are open, as many as are left for others"
            }
        }
    }

    /// Ends the connection that has been idle for the longest, of those that may make room for one of `user`. Returns
    /// false when there is none.
    private static func makeRoom(for user: UInt32, _ state: inout State) -> Bool {
        for other in state.places.whoMakesRoom(for: user) {
            let idle = state.connections.compactMap { id, connection -> (UInt64, ContinuousClock.Instant)? in
                guard connection.peer.userID == other, let since = connection.idleSince else { return nil }
                return (id, since)
            }
            for (id, _) in idle.sorted(by: { $0.1 < $1.1 }) where state.connections[id]?.endIfIdle() == true {
                state.leaving.insert(id)
                state.places.give(backFrom: other)
                return true
            }
        }
        return false
    }

    /// Says why on the stream that a client's first request has, and closes the connection.
    private static func refuse(_ socket: Descriptor, _ reason: String) {
        let error = RPCError(.resourceExhausted, "\(reason); close one, or try again later")
        var frame = OutgoingFrame(reply: .failure(error), stream: 1)
        _ = socket.send(&frame, waiting: false)
        shutdown(socket.number, Int32(SHUT_RDWR))
    }

    private func forget(_ connection: ServerConnection, _ id: UInt64) {
        state.withLock { state in
            state.connections[id] = nil
            if state.leaving.remove(id) == nil { state.places.give(backFrom: connection.peer.userID) }
        }
        state.notifyAll()
    }
}
