import POSIXSupport
import Synchronization

/// A mutex with a place in the order of locks (``LockRank``).
struct RankedMutex<Value>: ~Copyable, Sendable {
    private let mutex: Mutex<Value>
    private let rank: LockRank?

    init(_ value: consuming sending Value, _ rank: LockRank) {
        mutex = Mutex(value)
        self.rank = rank.ifChecked
    }

    borrowing func withLock<Result, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        rank?.take()
        defer { rank?.giveBack() }
        return try mutex.withLock(body)
    }
}
