import POSIXSupport

/// The threads of one lane. They take calls in the order of a ``TurnQueue``; for one that hangs in a file of its
/// caller's, another is started.
final class LanePool: Sendable {
    private struct State {
        var queue: TurnQueue<WaitingCall>
        /// Threads that serve, those that are lost not among them.
        var threads = 0
        /// The turns whose threads hang, with whether another thread serves instead.
        var lost: [ObjectIdentifier: Bool] = [:]
        var stopping = false
    }

    private let name: String
    private let maximumLost: Int
    private let replies: FairBudget
    private let state: Monitor<State>

    /// - Parameters:
    ///   - perPrincipal: How many of the threads one principal may have at a time.
    ///   - maximumLost: How many threads that hang are replaced.
    ///   - replies: The memory for replies; a call begins when there is some for its principal.
    init(
        name: String, threads: Int, perPrincipal: Int, maximumLost: Int, replies: FairBudget
    ) throws(SystemError) {
        self.name = name
        self.maximumLost = maximumLost
        self.replies = replies
        state = Monitor(State(queue: TurnQueue(perPrincipal: perPrincipal)))
        for _ in 0..<threads { try startThread() }
    }

    func submit(_ call: WaitingCall, of principal: Principal) {
        let (isTaken, hasNext) = state.withLock { ($0.queue.add(call, of: principal), $0.queue.hasNext) }
        guard isTaken else { return call.refuse(LanePool.allHang) }
        if hasNext { state.notifyOne() }
    }

    /// Goes on without the thread of `turn`, which hangs.
    func giveUp(_ turn: Turn) {
        let (stranded, isReplaced) = state.withLock { state -> (StrandedCalls, Bool) in
            // It came back at the last moment.
            if turn.isOver.withLock({ $0 }) { return (StrandedCalls([]), false) }
            let isReplaced = state.lost.count < maximumLost
            state.lost[ObjectIdentifier(turn)] = isReplaced
            if isReplaced { state.threads -= 1 }
            return (StrandedCalls(state.queue.lose(turn.principal)), isReplaced)
        }
        stranded.refuse(LanePool.allHang)
        // Without a thread to be had, there is one fewer until the one that hangs comes back.
        if isReplaced { try? startThread() }
        state.notifyAll()
    }

    /// Drops the calls that wait and are not wanted any more: those of one principal, or all.
    func dropUnwanted(of principal: Principal? = nil) {
        let dropped = state.withLock { StrandedCalls($0.queue.remove(of: principal) { !$0.isWanted() }) }
        dropped.drop()
        // A pool that stops may have nothing left to run.
        state.notifyAll()
    }

    /// Lets threads look again for calls that may begin.
    func wake() {
        state.withLock { _ in }
        state.notifyAll()
    }

    /// The threads that hang.
    var lostThreads: Int { state.withLock { $0.lost.count } }

    /// Runs what waits, and returns when all threads but those that hang have ended. To be called once.
    func finish() {
        state.withLock { $0.stopping = true }
        state.notifyAll()
        state.wait { state in state.threads == state.lost.values.count { !$0 } ? () : nil }
    }

    private static let allHang = RPCError(
        .resourceExhausted,
        "all threads that one caller may have hang in files that came with earlier calls; "
            + "try again when those answer or are closed")

    private func startThread() throws(SystemError) {
        state.withLock { $0.threads += 1 }
        do {
            try Thread(name) { [self] in serve() }.detach()
        } catch {
            state.withLock { $0.threads -= 1 }
            throw error
        }
    }

    private func serve() {
        var ended: Turn?
        while let (turn, call) = take(after: ended) {
            call.run(turn)
            ended = turn
        }
        state.notifyAll()
    }

    /// Ends `turn`, and waits for the next call. Returns nil when the thread is to end: none will come, or another
    /// thread serves instead.
    ///
    /// A thread takes the next call itself: one that is woken for it is often put on the same processor, and waits
    /// there while another is idle. On two processors, syncs and restores took 1.15 times as long.
    private func take(after turn: Turn?) -> (Turn, WaitingCall)? {
        var ended = turn
        let (taken, hasMore) = state.wait { state -> ((Principal, WaitingCall)?, Bool)? in
            let isReplaced = ended.map { end($0, &state) } ?? false
            ended = nil
            if isReplaced { return (nil, state.queue.hasNext) }
            let next = state.queue.next { replies.tryAcquire(FrameHeader.lengthLimit, for: $0) }
            if let next { return (next, state.queue.hasNext) }
            guard state.stopping, !state.queue.hasNext else { return nil }
            state.threads -= 1
            return (nil, false)
        }
        if hasMore { state.notifyOne() }
        return taken.map { (Turn($0.0), $0.1) }
    }

    /// Returns whether another thread serves instead of the one of `turn`.
    private func end(_ turn: Turn, _ state: inout State) -> Bool {
        turn.isOver.withLock { $0 = true }
        let lost = state.lost.removeValue(forKey: ObjectIdentifier(turn))
        state.queue.end(of: turn.principal, lost: lost != nil)
        return lost ?? false
    }
}
