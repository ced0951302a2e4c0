import LockerBase

/// Counts what accounts try, and holds it against ``ProofLimits``: whoever serves the store, they are the same counts.
public protocol ProofLimitStore: Sendable {
    /// Whether `account` may be told of `track`.
    func allow(_ track: Digest, of account: Account) throws(LockerError) -> Bool

    /// Counts a challenge.
    func challenged(_ track: Digest, of account: Account) throws(LockerError)

    /// Counts a proof as wrong before it is checked, so that many at once are not more than one after the other.
    /// ``succeeded(_:of:)`` takes that back. False when there were too many already.
    func attempt(_ track: Digest, of account: Account) throws(LockerError) -> Bool

    /// Takes note that the proof of the latest attempt was right.
    func succeeded(_ track: Digest, of account: Account) throws(LockerError)
}
