import LockerBase

/// What becomes of damage that is met in use.
struct IndexDamageHandler: Sendable {
    /// Begins to make the index anew, if nobody does, and returns at once.
    let begin: @Sendable (_ reason: String) -> Void
    /// Waits until that is done.
    let wait: @Sendable () throws(LockerError) -> Void
}
