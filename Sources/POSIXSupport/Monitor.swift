import Glibc

/// State shared between threads under one lock, with a condition to wait for a change of it.
///
/// `Synchronization.Mutex` has no condition variable, and the blocking design of the daemon needs one: a
/// caller waits for the sync that makes its bytes durable, a worker for work, a reader for room.
public final class Monitor<State>: @unchecked Sendable {
    private var state: State
    private let rank: LockRank?
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    /// Guards `state`.
    ///
    /// - Parameter rank: where the order in which locks are taken says so; nil for a lock under which no other is
    ///   taken.
    public init(_ state: State, rank: LockRank? = nil) {
        self.state = state
        self.rank = rank?.ifChecked
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        // Waits are durations; a clock that an operator sets must not stretch them.
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Runs `body` with the lock held. Whoever may be waiting for the change calls ``notifyAll()`` after.
    public func withLock<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        lock()
        defer { unlock() }
        return try body(&state)
    }

    /// Wakes every thread in ``wait(_:)``.
    public func notifyAll() {
        pthread_cond_broadcast(condition)
    }

    /// Wakes one thread in ``wait(_:)``: enough where every waiting thread could use the change, and one will use it
    /// up.
    public func notifyOne() {
        pthread_cond_signal(condition)
    }

    /// Runs `body` under the lock again and again, sleeping between, until it returns a value.
    public func wait<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result?
    ) throws(Failure) -> Result {
        lock()
        defer { unlock() }
        while true {
            if let result = try body(&state) { return result }
            pthread_cond_wait(condition, mutex)
        }
    }

    /// As ``wait(_:)``, but gives up after `seconds` and returns nil.
    public func wait<Result, Failure: Error>(
        seconds: Double, _ body: (inout State) throws(Failure) -> Result?
    ) throws(Failure) -> Result? {
        var deadline = timespec()
        clock_gettime(CLOCK_MONOTONIC, &deadline)
        let nanoseconds = deadline.tv_nsec + Int(seconds.truncatingRemainder(dividingBy: 1) * 1e9)
        deadline.tv_sec += Int(seconds) + nanoseconds / 1_000_000_000
        deadline.tv_nsec = nanoseconds % 1_000_000_000
        lock()
        defer { unlock() }
        while true {
            if let result = try body(&state) { return result }
            if pthread_cond_timedwait(condition, mutex, &deadline) == ETIMEDOUT { return try body(&state) }
        }
    }

    private func lock() {
        rank?.take()
        pthread_mutex_lock(mutex)
    }

    private func unlock() {
        pthread_mutex_unlock(mutex)
        rank?.giveBack()
    }
}
