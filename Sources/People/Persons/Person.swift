/// Somebody who may sign in. Their account has the same name.
package struct Person: Sendable, Equatable {
    package let name: String
    /// Whether nothing signs them in.
    package let isDisabled: Bool
    /// Nanoseconds since 1970 UTC.
    package let created: Int64
    /// How many tokens, app passwords and sessions of theirs are good.
    package let credentials: Int
    /// When one of these was last used, give or take a minute: nanoseconds since 1970 UTC.
    package let lastUsed: Int64?
}
