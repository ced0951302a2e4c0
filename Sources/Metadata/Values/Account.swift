import LockerBase

/// Somebody whose files the locker keeps.
public struct Account: Hashable, Sendable, Identifiable {
    /// The database's number for it, never given to another account.
    public let id: Int64
    /// Unique; see ``checkName(_:)`` for what a name may be.
    public let name: String
    /// The system user who acts as this account, bound to one account at most. Nil: only frontends and the
    /// operator act for it.
    public let userID: UInt32?
    /// What it may do besides using its own libraries.
    public let role: Role
    /// The most logical bytes that its libraries may hold together. Nil: no limit.
    public let quota: Int64?
    /// Nanoseconds since 1970 UTC.
    public let created: Int64
    /// Whether its calls are refused.
    public let isDisabled: Bool

    /// Takes the fields as they are, for an account that was told of elsewhere.
    public init(
        id: Int64, name: String, userID: UInt32?, role: Role, quota: Int64?, created: Int64, isDisabled: Bool = false
    ) {
        self.id = id
        self.name = name
        self.userID = userID
        self.role = role
        self.quota = quota
        self.created = created
        self.isDisabled = isDisabled
    }

    /// The account with another quota, in logical bytes; nil for none.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for a negative one.
    public func withQuota(_ quota: Int64?) throws(LockerError) -> Account {
        try Account.check(quota: quota, of: name)
        return Account(
            id: id, name: name, userID: userID, role: role, quota: quota, created: created, isDisabled: isDisabled)
    }

    /// The account under another name.
    public func withName(_ name: String) -> Account {
        Account(id: id, name: name, userID: userID, role: role, quota: quota, created: created, isDisabled: isDisabled)
    }

    /// The account bound to another system user; nil for none.
    public func withUserID(_ userID: UInt32?) -> Account {
        Account(id: id, name: name, userID: userID, role: role, quota: quota, created: created, isDisabled: isDisabled)
    }

    /// The account with its calls refused, or answered again.
    public func withDisabled(_ isDisabled: Bool) -> Account {
        Account(id: id, name: name, userID: userID, role: role, quota: quota, created: created, isDisabled: isDisabled)
    }

    /// What the account may do.
    public enum Role: Int, Sendable, CaseIterable {
        /// Act for itself.
        case user = 1
        /// Act for any account: it has authenticated the person itself.
        case frontend = 2
        /// That, and administer the accounts of users.
        case manager = 3
    }
}
