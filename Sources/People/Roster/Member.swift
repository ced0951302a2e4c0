import LockerBase

/// A person with all that signs them in, in memory.
struct Member: Sendable {
    let id: Int64
    let name: String
    /// Of the password.
    let hash: String
    let isDisabled: Bool
    /// What is not revoked.
    let held: [HeldCredential]
    /// App passwords that the key does not open: their rows were changed by somebody else.
    let unreadable: [CredentialID]
    /// What was revoked.
    let former: [HeldCredential.Secret]

    /// What of it can sign them in.
    var live: [HeldCredential] { isDisabled ? [] : held }

    /// What did sign them in, and does not.
    var refused: [HeldCredential.Secret] { isDisabled ? former + held.map(\.secret) : former }
}

/// One token, app password or session, in memory.
struct HeldCredential: Sendable {
    let id: CredentialID
    let label: String
    let kind: CredentialKind
    /// Nanoseconds since 1970 UTC; nil for one that stays until it is revoked.
    let expires: Int64?
    /// When it was made or last used, give or take a minute: what sessions end by that nobody uses.
    var seen: Int64
    /// Whether it never was used, as far as the database knows.
    var isUnused: Bool
    let secret: Secret

    enum Secret: Sendable {
        /// The SHA-256 of a token.
        case token(Digest)
        case app(AppPassword)
    }

    /// Whether it is good at the time `now`.
    func isGood(at now: Int64) -> Bool {
        SessionLife.end(of: kind, seen: seen, expires: expires).map { now < $0 } ?? true
    }
}
