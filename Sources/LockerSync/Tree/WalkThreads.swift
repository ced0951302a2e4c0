import POSIXSupport

/// Threads that look at folders ahead of a walk: a disk answers several questions sooner than one after the other. For
/// one thread to ask.
final class WalkThreads {
    static let count = 4
    /// How much may wait for them, each with an open folder.
    static let most = 32

    /// Started with the first question: a small folder has none.
    private var pool: WorkerPool?
    private var isStarted = false
    private let waiting = Monitor(0)

    /// Has one of them make a value; nil where there is none that soon would.
    func begin<Value: Sendable>(_ make: @escaping @Sendable () -> Value) -> Future<Value>? {
        if !isStarted { (pool, isStarted) = (try? WorkerPool(name: "walk", threads: WalkThreads.count), true) }
        guard let pool, waiting.withLock({ $0 < WalkThreads.most }) else { return nil }
        let (future, waiting) = (Future(make), waiting)
        waiting.withLock { $0 += 1 }
        pool.submit {
            waiting.withLock { $0 -= 1 }
            future.make()
        }
        return future
    }

    /// Ends them. To be called once, after the last question.
    func finish() {
        pool?.finish()
    }
}
