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
/// long as it hangs, and the call is answered. A call that waits for something to happen is parked, and costs a little
/// memory.
///
/// A request for a stream of messages is answered with ``RPCError/Code/unimplemented``; the data frames that may follow
/// it, and frames of types that a later protocol brings, are read and dropped, as the protocol's own version 1.0 does.
public final class Server: Sendable {
    private let acceptor: Acceptor
    private let dispatcher: Dispatcher
    private let actsForOthers: @Sendable (UInt32) -> Bool
    private let onDisconnect: @Sendable (UInt64) -> Void
    private let connections: Monitor<ConnectionTable>

    /// Serves connections to `listening` once ``start()`` is called, and holds its threads until ``stop()`` is.
    ///
    /// - Parameters:
    ///   - actsForOthers: Whether a user acts for others, whom ``ServerLimits/accountKey`` names: what is shared out is
    ///     shared between these then. Asked once for each connection, and for one that would be too many of its user.
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
        connections = Monitor(ConnectionTable(ConnectionPlaces(limits)))
        self.actsForOthers = actsForOthers
        self.onDisconnect = onDisconnect
        acceptor = try Acceptor(listening: listening)
        dispatcher = try Dispatcher(router: router, limits: limits, explain: explain, onGiveUp: onGiveUp)
    }

    /// Lets other limits hold from here on: for memory, files and connections to come at once, and for what one
    /// connection may have in flight on those to come. The numbers of threads stay.
    public func change(to limits: ServerLimits) {
        dispatcher.change(to: limits)
        connections.withLock { $0.places.change(to: limits) }
    }

    /// Accepts connections from here on. To be called once.
    public func start() throws(SystemError) {
        try acceptor.start({ [self] in admit($0) }, refuse: { Server.refuse($0, Server.noDescriptors) })
    }

    /// Accepts no more connections and requests, answers the requests that have arrived and the calls that are parked,
    /// closes the connections, and returns when all that is done. Does nothing when called again.
    ///
    /// It waits for handlers that run, but for those that wait for a file of their caller's only for
    /// ``ServerLimits/stopSeconds``; a client that does not read its replies holds it up for
    /// ``ServerLimits/stallSeconds``.
    public func stop() {
        let alreadyStopping = connections.withLock { table in
            defer { table.isStopping = true }
            return table.isStopping
        }
        guard !alreadyStopping else { return }
        acceptor.stop()
        for connection in connections.withLock({ Array($0.open.values) }) { connection.stopReading() }
        dispatcher.prepareToStop()
        waitForConnections()
        dispatcher.finish()
    }

    /// Waits until all connections have ended; for those that have nothing to answer no longer than a few seconds:
    /// their threads hang in closing files that came along.
    private func waitForConnections() {
        var quietSeconds = 0
        while quietSeconds < 5 {
            if connections.wait(seconds: 1, { $0.open.isEmpty ? true : nil }) == true { return }
            let isQuiet = connections.withLock { $0.open.values.allSatisfy(\.isIdle) }
            quietSeconds = isQuiet ? quietSeconds + 1 : 0
        }
    }

    /// The connections that are open.
    public var connectionCount: Int { connections.withLock { $0.open.count } }

    /// The calls that are parked.
    package var parkedCalls: Int { dispatcher.parkedCalls }

    /// How often connections that send no more were looked at whether anybody is there who waits for replies.
    package var looksForPeers: Int { dispatcher.looksForPeers }

    /// The threads that hang in files of callers.
    public var lostThreads: Int { dispatcher.lostThreads }

    /// Serves a new connection on a thread of its own, or refuses it when there are too many.
    private func admit(_ socket: Descriptor) {
        let id = connections.withLock { $0.nextID() }
        guard let peer = try? Peer(of: socket) else { return }
        if let reason = takePlace(for: peer.userID) { return Server.refuse(socket, reason) }
        guard
            let connection = try? ServerConnection(
                id: id, socket: socket, peer: peer, actsForOthers: actsForOthers, dispatcher: dispatcher)
        else { return connections.withLock { $0.places.give(backFrom: peer.userID) } }
        connections.withLock { $0.open[id] = connection }
        let thread = try? Thread("rpc-\(id)", stackSize: 256 << 10) { [self] in
            connection.run()
            onDisconnect(id)
            forget(connection, id)
        }
        if let thread { return thread.detach() }
        Server.refuse(socket, "the daemon has no thread for one more connection")
        forget(connection, id)
    }

    /// Takes a place for a connection of `user`. Returns why there is none, or nil when there is one.
    private func takePlace(for user: UInt32) -> String? {
        var refusal = connections.withLock { $0.takePlace(for: user) }
        // That takes a look at who they are, which is for those alone who have many already.
        if let first = refusal, first != .full, actsForOthers(user) {
            refusal = connections.withLock { $0.takePlace(for: user, actingForOthers: true) }
        }
        guard let refusal else { return nil }
        return connections.withLock { $0.reason(of: refusal, user) }
    }

    private static let noDescriptors = "the daemon has no descriptor for one more connection"

    /// Says why on the stream that a client's first request has, and closes the connection.
    private static func refuse(_ socket: Descriptor, _ reason: String) {
        let error = RPCError(.resourceExhausted, "\(reason); close one, or try again later")
        var frame = OutgoingFrame(reply: .failure(error), stream: 1)
        _ = socket.send(&frame, waiting: false)
        shutdown(socket.number, Int32(SHUT_RDWR))
    }

    private func forget(_ connection: ServerConnection, _ id: UInt64) {
        connections.withLock { $0.remove(connection, id) }
        connections.notifyAll()
    }
}
