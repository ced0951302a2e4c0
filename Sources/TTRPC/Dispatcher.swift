import POSIXSupport

/// Brings calls from their connections to the threads of their lanes, within what each caller may use at a time.
final class Dispatcher: Sendable {
    let limits: Server.Limits
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
    private let onGiveUp: @Sendable (CallContext) -> Void

    /// - Parameter onGiveUp: Told of calls whose threads hang in their callers' files.
    init(
        router: Router, limits: Server.Limits, onGiveUp: @escaping @Sendable (CallContext) -> Void
    ) throws(SystemError) {
        self.router = router
        self.limits = limits
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
    }

    /// Has `request` answered on the pool of its lane, and the answer handed to `reply` with what it costs.
    ///
    /// Waits while the share has as many descriptors with the server as it may. Throws ``RPCError/Code/unimplemented`` when there is no
    /// such method, ``RPCError/Code/invalidArgument`` when more descriptors came than it takes.
    func dispatch(
        _ request: ServedCall.Request, of service: String, for share: Share,
        reply: @escaping @Sendable (Result<[UInt8], RPCError>, _ reserved: Int) -> Void
    ) throws(RPCError) {
        let route = try router.route(service: service, method: request.method)
        let count = request.context.descriptors.count
        guard count <= route.descriptors else {
            throw RPCError(
                .invalidArgument,
                "\(count) descriptors came with the request, and \(request.method) takes "
                    + "\(route.descriptors)")
        }
        descriptors.acquire(count, for: share)
        let place = count > 0 ? DescriptorPlace(count, share, descriptors) : nil
        let call = ServedCall(request, place: place, handler: route.handler, reply: reply)
        let pool = pools[route.lane]
        let job = LanePool.Job(
            run: { [self] turn in count > 0 ? runWatched(call, turn, pool) : call.run(nil) },
            refuse: { call.answer(.failure($0)) })
        pool.submit(job, of: share)
    }

    /// Lets no call wait for its caller's files for longer than ``Server/Limits/stopSeconds`` from here.
    func prepareToStop() {
        watchdog.end(after: limits.stopSeconds)
    }

    /// Runs what was dispatched, then ends the threads. To be called once.
    func finish() {
        pools.finish()
        waker.withLock { $0 = nil }
        watchdog.stop()
    }

    /// The threads that hang in files of callers.
    var lostThreads: Int { pools.lostThreads }

    private func runWatched(_ call: ServedCall, _ turn: LanePool.Turn, _ pool: LanePool) {
        let context = call.caller
        let giveUp = { @Sendable [onGiveUp] (end: Patience.End) in
            pool.giveUp(turn)
            onGiveUp(context)
            call.answer(.failure(RPCError(end)))
        }
        watchdog.watching(giveUp) { call.run($0) }
    }
}

/// Holds the places of descriptors until the last reference to it goes, which is after they are closed.
final class DescriptorPlace: Sendable {
    private let count: Int
    private let share: Share
    private let budget: FairBudget

    /// Takes over what has been acquired.
    init(_ count: Int, _ share: Share, _ budget: FairBudget) {
        self.count = count
        self.share = share
        self.budget = budget
    }

    deinit {
        budget.release(count, for: share)
    }
}
