import LockerBase
import POSIXSupport

/// Pieces of work, each handed to one of several threads, until there are no more or somebody stops it.
final class WorkQueue<Work>: Sendable {
    private struct State {
        let next: () throws(LockerError) -> Work?
        var failure: LockerError?
    }

    private let state: Monitor<State>

    private init(_ next: @escaping () throws(LockerError) -> Work?) {
        state = Monitor(State(next: next))
    }

    /// The next piece; nil when there is none or the work was given up.
    func take() -> Work? {
        state.withLock { state in
            guard state.failure == nil else { return nil }
            do throws(LockerError) {
                return try state.next()
            } catch {
                state.failure = error
                return nil
            }
        }
    }

    /// Gives the work up: pieces in hand are finished, no others are handed out.
    func fail(_ error: LockerError) {
        state.withLock { $0.failure = $0.failure ?? error }
    }

    /// Runs `worker` on up to `threads` threads, and no more than the system starts, until there is nothing left of what
    /// `next` gives, which is called by one at a time.
    ///
    /// - Throws: the first error given to ``fail(_:)`` or of `next`, after every thread has ended.
    static func run(
        threads: Int, _ next: @escaping () throws(LockerError) -> Work?,
        _ worker: @escaping @Sendable (WorkQueue) -> Void
    ) throws(LockerError) {
        let queue = WorkQueue(next)
        var running: [Thread] = []
        for index in 0..<threads {
            guard let thread = Thread.orHere("transfer-\(index)", { worker(queue) }) else { break }
            running.append(thread)
        }
        for thread in running { thread.join() }
        if let failure = queue.state.withLock({ $0.failure }) { throw failure }
    }
}

extension WorkQueue<Int> {
    /// The same with the numbers from 0 to below `count`, on at most so many threads.
    static func run(
        _ count: Int, threads: Int, _ worker: @escaping @Sendable (WorkQueue) -> Void
    ) throws(LockerError) {
        var numbers = (0..<count).makeIterator()
        try run(threads: min(threads, count), { () throws(LockerError) in numbers.next() }, worker)
    }
}
