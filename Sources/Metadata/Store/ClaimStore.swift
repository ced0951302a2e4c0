import LockerBase

/// The claims that accounts have on tracks of the catalog. See ``MetadataStore`` for what holds for every call.
public protocol ClaimStore: Sendable {
    /// Lets `account` refer to `tracks` until `expires`, as far as the catalog has them. A claim it has already holds
    /// as long as the longer one; claims of anybody that have ended by `now` are forgotten.
    ///
    /// - Parameter expires: Nanoseconds since 1970 UTC, as `now`.
    ///
    /// - Returns: how many of the claims are new.
    @discardableResult
    func add(
        on tracks: [Digest], of account: Account, until expires: Int64, now: Int64
    ) throws(LockerError) -> Int

    /// Whether `account` may refer to `track` at `now`, nanoseconds since 1970 UTC. A claim until then has ended.
    func isHeld(on track: Digest, of account: Account, at now: Int64) throws(LockerError) -> Bool
}
