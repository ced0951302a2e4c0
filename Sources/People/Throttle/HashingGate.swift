import LockerBase
import POSIXSupport

/// How many passwords are looked at side by side, and how many wait for that.
package struct HashingLimits: Sendable {
    /// Each takes 64 MiB and the better part of a core.
    package let places: Int
    /// Each takes a thread.
    package let waiting: Int
    /// The longest wait, in seconds.
    package let patience: Double

    /// The usual: two at a time, and eight that wait for 10 seconds.
    package init(places: Int = 2, waiting: Int = 8, patience: Double = 10) {
        self.places = places
        self.waiting = waiting
        self.patience = patience
    }
}

/// Lets few threads hash a password at a time.
final class HashingGate: Sendable {
    private struct Threads {
        var running = 0
        var waiting = 0
    }

    private let threads = Monitor(Threads())
    private let limits: HashingLimits

    init(_ limits: HashingLimits) {
        self.limits = limits
    }

    /// Runs `body` when it is its turn.
    ///
    /// - Throws: ``LockerError/Code/tooMany`` where that is not soon.
    func run<Result>(_ body: () throws(LockerError) -> Result) throws(LockerError) -> Result {
        guard enter() else { throw LockerError.isBusyHashing }
        defer { leave() }
        return try body()
    }

    private func enter() -> Bool {
        if let isLetIn = tryAtOnce() { return isLetIn }
        let places = limits.places
        let isLetIn = threads.wait(seconds: limits.patience) { threads -> Bool? in
            guard threads.running < places else { return nil }
            threads.running += 1
            return true
        }
        threads.withLock { $0.waiting -= 1 }
        return isLetIn ?? false
    }

    /// Whether this thread is let in; nil where it may wait for that.
    private func tryAtOnce() -> Bool? {
        threads.withLock { threads -> Bool? in
            if threads.running < limits.places {
                threads.running += 1
                return true
            }
            guard threads.waiting < limits.waiting else { return false }
            threads.waiting += 1
            return nil
        }
    }

    private func leave() {
        threads.withLock { $0.running -= 1 }
        threads.notifyOne()
    }
}
