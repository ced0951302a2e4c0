import LockerBase
import POSIXSupport
import Synchronization

/// Whether the locker is about to close. What takes long asks it between its steps, and ends.
final class StopCheck: Sendable {
    private let isStopped = Atomic(false)

    func stop() {
        isStopped.store(true, ordering: .releasing)
    }

    /// Whether the locker is about to close.
    var isStopping: Bool { isStopped.load(ordering: .acquiring) }

    /// - Throws: ``LockerError/Code/unavailable`` once the locker is about to close.
    func check() throws(LockerError) {
        guard isStopping else { return }
        throw LockerError(.unavailable, "the daemon stops, and the call was given up; try again when it is there again")
    }

    /// The same between the steps of a call.
    ///
    /// - Throws: when the locker is about to close, or nobody waits for the call any more.
    func check(_ cancellation: Cancellation?) throws(LockerError) {
        try check()
        try cancellation.check()
    }
}
