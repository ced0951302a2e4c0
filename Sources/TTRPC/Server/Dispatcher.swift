import POSIXSupport
import Synchronization

/// Brings calls from their connections to the threads of their lanes, within what each caller may use at a time.
final class Dispatcher: Sendable {
    /// Memory for requests, in bytes.
    let requests: FairBudget
    /// Memory for replies, in bytes: a call begins when the longest one has room.
    let replies: FairBudget
    /// Descriptors that came with calls and are not closed yet.
    private let descriptors: FairBudget
    private let router: Router
    private let pools: Pools
    /// The pools are made of the budget for replies, and that wakes them.
    private let waker: Monitor<Pools?>
    private let watchdog: Watchdog
    private let parked: ParkedTable
    private let current: Mutex<ServerLimits>
    private let onGiveUp: @Sendable (CallContext) -> Void
    private let explain: ErrorExplanation
    private let looks = Atomic<Int>(0)

    /// - Parameters:
    ///   - explain: Completes the errors of those calls.
    ///   - onGiveUp: Told of calls whose threads hang in their callers' files.
    init(
        router: Router, limits: ServerLimits, explain: @escaping ErrorExplanation,
        onGiveUp: @escaping @Sendable (CallContext) -> Void
    ) throws(SystemError) {
        self.router = router
        current = Mutex(limits)
        self.explain = explain
        self.onGiveUp = onGiveUp
        requests = FairBudget(limits.messageBytes)
        descriptors = FairBudget(limits.descriptors)
        let waker = Monitor<Pools?>(nil)
        let replies = FairBudget(limits.messageBytes) { waker.withLock { $0 }?.wake() }
        self.replies = replies
        let pools = try Pools(limits, replies: replies)
        waker.withLock { $0 = pools }
        self.pools = pools
        self.waker = waker
        watchdog = try Watchdog(grace: limits.fileSeconds)
        parked = try ParkedTable(limits.parkedCalls)
    }

    /// What holds for calls and connections that begin.
    var limits: ServerLimits { current.withLock { $0 } }

    /// Lets other limits hold from here on: for memory and for files at once, for the rest on connections that begin.
    func change(to limits: ServerLimits) {
        current.withLock { $0 = limits }
        requests.resize(to: limits.messageBytes)
        replies.resize(to: limits.messageBytes)
        descriptors.resize(to: limits.descriptors)
        watchdog.change(grace: limits.fileSeconds)
        parked.resize(to: limits.parkedCalls)
        pools.wake()
    }

    /// Whether a call is of a method that waits for nothing.
    func isPassing(_ call: IncomingCall) -> Bool {
        guard let route = try? router.route(service: call.service, method: call.method),
            case .inPassing = route.answering
        else { return false }
        return true
    }

    /// Has a call answered on the pool of its lane, and the answer sent by `exit`.
    ///
    /// Waits while the principal has as many descriptors with the server as it may, unless the call is not wanted any
    /// more; then it is answered at once. Throws ``RPCError/Code/unimplemented`` when there is no
    /// such method, ``RPCError/Code/invalidArgument`` when more descriptors came than it takes.
    ///
    /// - Parameter isOver: whether the connection has ended.
    func dispatch(
        _ input: HandlerInput, of service: String, for principal: Principal, unless isOver: () -> Bool, exit: CallExit
    ) throws(RPCError) {
        let route = try router.route(service: service, method: input.method)
        let count = input.context.descriptors.count
        guard count <= route.descriptors else {
            throw RPCError(
                .invalidArgument,
                "\(count) descriptors came with the request, and \(input.method) takes "
                    + "\(route.descriptors)")
        }
        guard descriptors.acquire(count, for: principal, unless: isOver) else { throw .abandoned }
        let place = count > 0 ? DescriptorPlace(count, principal, descriptors) : nil
        let pool = pools[route.lane]
        switch route.answering {
        case .atOnce(let handler):
            let call = ServedCall(input, place: place, handler: handler) { exit.reply($0, $1, false) }
            submit(call, of: principal, to: pool, isWatched: count > 0)
        case .inPassing(let handler):
            let context = input.context
            exit.reply(Result { () throws(RPCError) in try handler(context, input.payload) }, 0, false)
        case .inLooks(let handler):
            LongCall(
                input, of: principal, handler: handler, pool: pool, table: parked, replies: replies, exit: exit
            ).submit()
        }
    }

    private func submit(_ call: ServedCall, of principal: Principal, to pool: LanePool, isWatched: Bool) {
        let waiting = WaitingCall(
            run: { [self] turn in isWatched ? runWatched(call, turn, pool) : call.run(nil) },
            refuse: { call.answer(.failure($0)) }, isWanted: { call.isWanted }, drop: { call.drop() })
        pool.submit(waiting, of: principal)
    }

    /// Drops the calls that wait for a thread and whose callers have gone, and those of `connection`, which has ended,
    /// that are parked.
    func dropUnwanted(endOf connection: UInt64) {
        pools.dropUnwanted()
        parked.abandonAll(of: connection)
    }

    /// Drops those of some calls of a connection, all of one principal, that are cancelled and have no thread.
    func dropCancelled(_ streams: [UInt32], of principal: Principal, connection: UInt64) {
        pools.dropUnwanted(of: principal)
        for stream in streams { parked.abandon(connection: connection, stream: stream) }
    }

    /// Has the calls answered that are parked, and lets none wait for its caller's files for longer than
    /// ``ServerLimits/stopSeconds`` from here.
    func prepareToStop() {
        parked.stop()
        watchdog.end(after: limits.stopSeconds)
    }

    /// Runs what was dispatched, then ends the threads. To be called once.
    func finish() {
        pools.finish()
        waker.withLock { $0 = nil }
        watchdog.stop()
        parked.finish()
    }

    /// The calls that are parked.
    var parkedCalls: Int { parked.count }

    /// The threads that hang in files of callers.
    var lostThreads: Int { pools.lostThreads }

    /// How often connections that send no more, and have calls in flight, were looked at whether anybody is there.
    var looksForPeers: Int { looks.load(ordering: .relaxed) }

    /// Counts such a look.
    func countLook() {
        looks.add(1, ordering: .relaxed)
    }

    private func runWatched(_ call: ServedCall, _ turn: Turn, _ pool: LanePool) {
        let context = call.caller
        let giveUp = { @Sendable [onGiveUp, explain] (end: Patience.End) in
            pool.giveUp(turn)
            onGiveUp(context)
            call.answer(.failure(explain(RPCError(end), context)))
        }
        watchdog.watching(giveUp) { call.run($0) }
    }
}
