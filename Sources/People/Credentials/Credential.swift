/// A token, an app password or a session, as its person sees it: without the secret.
package struct Credential: Sendable, Equatable {
    package let id: CredentialID
    package let person: String
    package let kind: CredentialKind
    /// What the device, app or browser is called.
    package let label: String
    /// Nanoseconds since 1970 UTC, as all times of it.
    package let created: Int64
    /// Nil where it never was; to others than the gateway it may be a minute old, unless it is the first use.
    package let lastUsed: Int64?
    /// The latest that it may be good; nil for one that stays until it is revoked.
    package let expires: Int64?
    package let revoked: Int64?
    /// Whether it is an app password that the key does not open, since its row was changed by somebody else: it signs
    /// nobody in.
    package let isUnreadable: Bool

    /// When it is over by itself, unless it is used before: a session that nobody uses ends sooner than it could.
    package var ends: Int64? { SessionLife.end(of: kind, seen: lastUsed ?? created, expires: expires) }

    /// Whether it is neither revoked nor over at the time `now`. That of a disabled person signs nobody in all the same.
    package func isGood(at now: Int64) -> Bool {
        revoked == nil && !isUnreadable && (ends.map { now < $0 } ?? true)
    }
}

/// A credential with its secret, which is told this once.
package struct NewCredential: Sendable {
    package let credential: Credential
    /// A token, or an app password in groups of letters.
    package let secret: String
    /// For the log.
    package let event: PeopleEvent
}
