import LockerBase

extension LockerError {
    /// What whoever calls a store hears that is closed.
    static var storeClosed: LockerError {
        LockerError(.failedPrecondition, "the store is closed; start lockerd again")
    }
}
