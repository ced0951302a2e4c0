import LockerBase
import POSIXSupport

/// The numbers from 0 to below a bound, each handed to one of several threads, until somebody stops it.
final class WorkQueue: Sendable {
    private struct State {
        var next = 0
        var failure: LockerError?
    }

    private let count: Int
    private let state = Monitor(State())

    private init(count: Int) {
        self.count = count
    }

    /// The next number; nil when there is none or the work was given up.
    func take() -> Int? {
        state.withLock { state in
            guard state.failure == nil, state.next < count else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }

    /// Gives the work up: numbers in hand are finished, no others are handed out.
    func fail(_ error: LockerError) {
        state.withLock { $0.failure = $0.failure ?? error }
    }

    /// Runs `worker` on up to `threads` threads, and no more than the system starts, until the numbers below `count`
    /// are used up.
    ///
    /// - Throws: the first error given to ``fail(_:)``, after every thread has ended.
    static func run(
        _ count: Int, threads: Int, _ worker: @escaping @Sendable (WorkQueue) -> Void
    ) throws(LockerError) {
        let queue = WorkQueue(count: count)
        var running: [Thread] = []
        for index in 0..<min(threads, count) {
            guard let thread = Thread.orHere("transfer-\(index)", { worker(queue) }) else { break }
            running.append(thread)
        }
        for thread in running { thread.join() }
        if let failure = queue.state.withLock({ $0.failure }) { throw failure }
    }
}
