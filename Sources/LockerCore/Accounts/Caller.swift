import Metadata

/// Who calls, and for whom.
public struct Caller: Sendable {
    /// The account that the call is for.
    public let account: Account
    /// What the caller may do besides.
    public let role: CallerRole
}
