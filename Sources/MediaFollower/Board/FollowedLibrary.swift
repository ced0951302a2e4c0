/// A library of an account.
struct FollowedLibrary: Hashable, Sendable {
    let account: String
    let library: String
}
