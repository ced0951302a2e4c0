import LockerBase

/// The challenges that are out: each for one account, connection and track, good for one answer within a minute.
public protocol ChallengeStore: Sendable {
    /// Challenges for `tracks`: for one that has an open one, the same again, so that asking often gives no choice.
    ///
    /// - Parameter limit: The most that the account may have open.
    /// - Throws: ``LockerError/Code/tooMany`` when the account would have more.
    func open(
        _ tracks: [Digest], for account: Account, on connection: UInt64, atMost limit: Int
    ) throws(LockerError) -> [OpenChallenge]

    /// Whether there is a challenge with this nonce, which is not open any more then; false when there is none, and
    /// when it is another's or too old.
    func take(
        _ track: Digest, nonce: [UInt8], of account: Account, on connection: UInt64
    ) throws(LockerError) -> Bool

    /// Forgets the challenges of a connection that has ended.
    func closeAll(of connection: UInt64)
}
