/// A person who has signed in.
struct Caller: Sendable, Hashable {
    /// Their name, which is that of their account.
    let account: String
    /// The number of the token or app password; nil: the password itself.
    let credential: String?
    /// What the device or app is called.
    let label: String
}
