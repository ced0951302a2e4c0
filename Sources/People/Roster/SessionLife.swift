/// How long a browser stays signed in, in nanoseconds.
enum SessionLife {
    private static let day: Int64 = 86_400 * 1_000_000_000
    /// From the password on, however much it is used.
    static let longest = 30 * day
    /// Without being used.
    static let idle = 7 * day

    /// When a credential is over that was made or used last at `seen`; nil for one that stays until it is revoked.
    static func end(of kind: CredentialKind, seen: Int64, expires: Int64?) -> Int64? {
        guard kind == .session else { return expires }
        let idleEnd = min(seen, Int64.max - idle) + idle
        return min(expires ?? idleEnd, idleEnd)
    }
}
