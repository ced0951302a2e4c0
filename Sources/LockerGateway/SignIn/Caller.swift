import People

/// A person who has signed in.
struct Caller: Sendable {
    let signedIn: SignedIn

    /// Their account, which has their name.
    var account: String { signedIn.person }
    /// What they signed in with; nil: their own password.
    var credential: CredentialID? { signedIn.credential }
}
