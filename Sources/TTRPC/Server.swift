import Glibc
import POSIXSupport

/// Answers the requests of many clients over a Unix stream socket: containerd's ttrpc protocol, version 1.0, which
/// is unary calls (PROTOCOL.md of github.com/containerd/ttrpc).
///
/// A thread per connection reads whole requests; handlers run on bounded pools, one for each ``Lane``; replies
/// are written in the order they become ready. Whatever one client does, the others are served: a frame that is too
/// long, half sent or no frame at all ends the connection it came on, a request that makes no sense gets an error
/// reply, and a connection that has as much in flight as it may is not read from until replies have left.
///
/// A request for a stream of messages is answered with ``RPCError/Code/unimplemented``; the data frames that may follow
/// it, and frames of types that a later protocol brings, are read and dropped, as the protocol's own version 1.0 does.
public final class Server: Sendable {
    private struct State {
        var connections: [UInt64: ServerConnection] = [:]
        var lastConnection: UInt64 = 0
        var stopping = false
    }

    private let acceptor: Acceptor
    private let router: Router
    private let limits: Limits
    private let pools: Pools
    private let onDisconnect: @Sendable (UInt64) -> Void
    private let state = Monitor(State())

    /// Serves connections to `listening` once ``start()`` is called, and holds its threads until ``stop()`` is.
    ///
    /// `onDisconnect` is told the number of each connection that has ended, after the last of its calls has.
    public init(
        socket listening: Descriptor, router: Router, limits: Limits = Limits(),
        onDisconnect: @escaping @Sendable (UInt64) -> Void = { _ in }
    ) throws(SystemError) {
        self.router = router
        self.limits = limits
        self.onDisconnect = onDisconnect
        acceptor = try Acceptor(listening: listening)
        pools = try Pools(limits)
    }

    /// Accepts connections from here on. To be called once.
    public func start() throws(SystemError) {
        try acceptor.start { [self] in admit($0) }
    }

    /// Accepts no more connections and requests, answers the requests that have arrived, closes the connections, and
    /// returns when all that is done. Does nothing when called again.
    ///
    /// It waits for handlers that run; a client that does not read its replies holds it up for
    /// ``Limits/stallSeconds``.
    public func stop() {
        let alreadyStopping = state.withLock { state in
            defer { state.stopping = true }
            return state.stopping
        }
        guard !alreadyStopping else { return }
        acceptor.stop()
        for connection in state.withLock({ Array($0.connections.values) }) { connection.stopReading() }
        state.wait { $0.connections.isEmpty ? () : nil }
        pools.finish()
    }

    /// The connections that are open.
    public var connectionCount: Int { state.withLock { $0.connections.count } }

    /// Serves a new connection on a thread of its own, or closes it when there are too many.
    private func admit(_ socket: Descriptor) {
        let id = state.withLock { state in
            state.lastConnection += 1
            return state.lastConnection
        }
        guard let peer = try? Peer(of: socket), hasRoom(for: peer),
            let connection = try? ServerConnection(
                id: id, socket: socket, peer: peer, router: router, pools: pools, limits: limits)
        else { return }
        state.withLock { $0.connections[id] = connection }
        let thread = try? Thread("rpc-\(id)", stackSize: 256 << 10) { [self] in
            connection.run()
            onDisconnect(id)
            forget(id)
        }
        if let thread { thread.detach() } else { forget(id) }
    }

    private func hasRoom(for peer: Peer) -> Bool {
        state.withLock { state in
            guard state.connections.count < limits.connections else { return false }
            guard !limits.exemptUsers.contains(peer.userID) else { return true }
            let own = state.connections.values.lazy.filter { $0.peer.userID == peer.userID }
            return own.count < limits.connectionsPerUser
        }
    }

    private func forget(_ id: UInt64) {
        state.withLock { $0.connections[id] = nil }
        state.notifyAll()
    }
}
