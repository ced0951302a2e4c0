/// Who is behind a relay: an account, and by what its holder signed in.
package struct RelayCaller: Sendable, Hashable {
    /// The account's name.
    package let account: String
    /// What the gateway calls the token that was shown.
    package let credential: String

    package init(account: String, credential: String) {
        (self.account, self.credential) = (account, credential)
    }
}

/// Somebody who wants a relay.
package struct RelayAttempt: Sendable {
    /// What they show, without the word `Bearer`.
    package let token: String
    /// Their address, as the connection has it.
    package let peer: String?
    /// The last that proxies say of it (`X-Forwarded-For`), which whoever connects can say as well.
    package let forwardedFor: String?
}

/// What is to become of somebody who wants a relay.
package enum RelayAdmission: Sendable {
    case accepted(RelayCaller)
    /// The token is none, or none any more.
    case refused
    /// They have tried too often, and may try again after so many seconds.
    case later(seconds: Int)
}
