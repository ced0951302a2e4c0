import POSIXSupport
import Synchronization

/// The threads of one lane. They take calls in the order of a ``TurnQueue``; for one that hangs in a file of its
/// caller's, another is started.
final class LanePool: Sendable {
    /// A call that waits for a thread.
    struct Job: Sendable {
        let run: @Sendable (Turn) -> Void
        let refuse: @Sendable (RPCError) -> Void
        /// Whether the answer is still waited for.
        let isWanted: @Sendable () -> Bool
    }

    /// One job on one thread.
    final class Turn: Sendable {
        let share: Share
        /// Touched under the pool's lock.
        fileprivate let isOver = Mutex(false)

        fileprivate init(_ share: Share) {
            self.share = share
        }
    }

    private struct State {
        var queue: TurnQueue<Job>
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
    ///   - perShare: How many of the threads one share may have at a time.
    ///   - maximumLost: How many threads that hang are replaced.
    ///   - replies: The memory for replies; a job begins when there is some for its share.
    init(
        name: String, threads: Int, perShare: Int, maximumLost: Int, replies: FairBudget
    ) throws(SystemError) {
        self.name = name
        self.maximumLost = maximumLost
        self.replies = replies
        state = Monitor(State(queue: TurnQueue(perShare: perShare)))
        for _ in 0..<threads { try startThread() }
    }

    func submit(_ job: Job, of share: Share) {
        let (isTaken, hasNext) = state.withLock { ($0.queue.add(job, of: share), $0.queue.hasNext) }
        guard isTaken else { return job.refuse(LanePool.allHang) }
        if hasNext { state.notifyOne() }
    }

    /// Goes on without the thread of `turn`, which hangs.
    func giveUp(_ turn: Turn) {
        let (stranded, isReplaced) = state.withLock { state -> (Stranded, Bool) in
            // It came back at the last moment.
            if turn.isOver.withLock({ $0 }) { return (Stranded([]), false) }
            let isReplaced = state.lost.count < maximumLost
            state.lost[ObjectIdentifier(turn)] = isReplaced
            if isReplaced { state.threads -= 1 }
            return (Stranded(state.queue.lose(turn.share)), isReplaced)
        }
        stranded.refuse(LanePool.allHang)
        // Without a thread to be had, there is one fewer until the one that hangs comes back.
        if isReplaced { try? startThread() }
        state.notifyAll()
    }

    /// Drops the jobs that wait and whose answers nobody waits for any more.
    func dropUnwanted() {
        let dropped = state.withLock { Stranded($0.queue.remove { !$0.isWanted() }) }
        dropped.refuse(.abandoned)
        // A pool that stops may have nothing left to run.
        state.notifyAll()
    }

    /// Lets threads look again for jobs that may begin.
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

    /// Jobs that wait in vain, and what they hold. Closing a caller's file may hang, so that is left to a thread of its
    /// own.
    private final class Stranded: Sendable {
        private let jobs: Mutex<[Job]>

        init(_ jobs: [Job]) {
            self.jobs = Mutex(jobs)
        }

        func refuse(_ error: RPCError) {
            let isEmpty = jobs.withLock { jobs in
                for job in jobs { job.refuse(error) }
                return jobs.isEmpty
            }
            guard !isEmpty else { return }
            try? Thread("rpc-close", stackSize: 256 << 10) { [self] in jobs.withLock { $0 = [] } }.detach()
        }
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
        while let (turn, job) = take(after: ended) {
            job.run(turn)
            ended = turn
        }
        state.notifyAll()
    }

    /// Ends `turn`, and waits for the next job. Returns nil when the thread is to end: none will come, or another
    /// thread serves instead.
    ///
    /// A thread takes the next job itself: one that is woken for it is often put on the same processor, and waits there
    /// while another is idle. On two processors, syncs and restores took 1.15 times as long.
    private func take(after turn: Turn?) -> (Turn, Job)? {
        var ended = turn
        let (taken, hasMore) = state.wait { state -> ((Share, Job)?, Bool)? in
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
        state.queue.end(of: turn.share, lost: lost != nil)
        return lost ?? false
    }
}
