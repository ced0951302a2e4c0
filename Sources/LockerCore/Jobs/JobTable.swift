import LockerBase
import POSIXSupport

/// The job that runs, or that ran last: one at a time.
public final class JobTable: Sendable {
    private struct State {
        var job: Job?
        var thread: Thread?
        var nextID: UInt64 = 1
        var isClosing = false
    }

    private let state = Monitor(State(), rank: .jobTable)
    private let didEnd: @Sendable (Job, Job.Outcome) -> Void

    /// - Parameter didEnd: told how a job ended, before anybody who waits for it is.
    init(didEnd: @escaping @Sendable (Job, Job.Outcome) -> Void) {
        self.didEnd = didEnd
    }

    /// Starts `body` as a job.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` while another runs.
    func start(
        _ kind: Job.Kind, _ body: @escaping @Sendable (Job) throws(LockerError) -> Job.Outcome
    ) throws(LockerError) -> Job {
        try state.withLock { (state) throws(LockerError) in
            if let running = state.job, running.outcome == nil {
                throw LockerError(
                    .failedPrecondition,
                    "a \(running.kind.rawValue) is under way (\(running.progress.phase)); wait for it, or cancel it")
            }
            guard !state.isClosing else { throw LockerError(.unavailable, "the daemon is stopping") }
            state.thread?.join()
            let job = Job(id: state.nextID, kind: kind)
            state.nextID += 1
            state.thread = try translatingSystemErrors(remedy: "the job cannot be started") {
                () throws(SystemError) in
                try Thread(kind.rawValue) { [didEnd] in job.run(body, didEnd) }
            }
            state.job = job
            return job
        }
    }

    /// The job `id`; 0 stands for the one that runs, or that ran last.
    ///
    /// - Throws: ``LockerError/Code/notFound`` for one that is neither.
    public func job(_ id: UInt64) throws(LockerError) -> Job {
        guard let job = state.withLock({ $0.job }), job.id == id || id == 0 else {
            throw LockerError(.notFound, id == 0 ? "no job has run" : "job \(id): not the one that ran last")
        }
        return job
    }

    /// The kind of the job that runs.
    var running: Job.Kind? {
        guard let job = state.withLock({ $0.job }), job.outcome == nil else { return nil }
        return job.kind
    }

    /// Cancels the job that runs and waits for its end.
    func close() {
        let (job, thread) = state.withLock { state in
            defer { state.thread = nil }
            state.isClosing = true
            return (state.job, state.thread)
        }
        job?.cancel()
        thread?.join()
    }
}

extension Job {
    fileprivate func run(
        _ body: (Job) throws(LockerError) -> Outcome, _ didEnd: (Job, Outcome) -> Void
    ) {
        let outcome: Outcome
        do {
            outcome = try body(self)
        } catch {
            outcome = .failed(error)
        }
        didEnd(self, outcome)
        finish(outcome)
    }
}
