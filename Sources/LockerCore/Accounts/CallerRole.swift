/// What a caller may do.
public enum CallerRole: Sendable {
    /// Act for the account bound to their uid.
    case user
    /// Act for any account: it has authenticated the person itself.
    case frontend
    /// Act for any account, and make, disable and enable those of users, and set their quotas.
    case manager
    /// Act for any account, and call what is the operator's.
    case `operator`
}
