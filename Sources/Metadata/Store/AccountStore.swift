import LockerBase

/// Who has a place in the locker, and what each of them holds. See ``MetadataStore`` for what holds for every call.
public protocol AccountStore: Sendable {
    /// The account of this name; nil where there is none.
    func account(named name: String) throws(LockerError) -> Account?

    /// The account that the system user `userID` is bound to.
    func account(userID: UInt32) throws(LockerError) -> Account?

    /// The account of number `id`.
    func account(withID id: Int64) throws(LockerError) -> Account?

    /// All accounts, in the order of their names.
    func all() throws(LockerError) -> [Account]

    /// An account that may be added: nobody else is ever given its number.
    ///
    /// - Parameters:
    ///   - userID: The system user to bind to it.
    ///   - quota: Logical bytes; nil for no limit.
    ///   - created: Nanoseconds since 1970 UTC.
    /// - Throws: ``LockerError/Code/alreadyExists``, saying whether the name or the user is taken;
    ///   ``LockerError/Code/invalidArgument`` for a name against ``Account/checkName(_:)`` or a negative quota.
    func prepare(
        named name: String, userID: UInt32?, role: Account.Role, quota: Int64?, created: Int64
    ) throws(LockerError) -> Account

    /// Adds an account that was prepared.
    ///
    /// - Throws: ``LockerError/Code/alreadyExists`` when its name or its user was taken meanwhile.
    func add(_ account: Account) throws(LockerError)

    /// Sets the quota, in logical bytes, or with nil takes it away. Returns the account as it is then.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for a negative quota.
    func setQuota(_ quota: Int64?, ofAccountNamed name: String) throws(LockerError) -> Account

    /// Checks that the account `account.id` may be what `account` says.
    ///
    /// - Throws: ``LockerError/Code/alreadyExists``, saying whether the name or the user is another's;
    ///   ``LockerError/Code/invalidArgument`` for a name against ``Account/checkName(_:)``.
    func checkChange(to account: Account) throws(LockerError)

    /// Makes the account `account.id` what `account` says: its name, its user, and whether it is disabled.
    ///
    /// - Throws: as ``checkChange(to:)``.
    func change(to account: Account) throws(LockerError)

    /// Removes the account with its libraries and all their revisions.
    func remove(named name: String) throws(LockerError)

    /// What the newest revisions of the account's libraries hold, as of one moment.
    func usage(of account: Account) throws(LockerError) -> AccountUsage

    /// The usage of all accounts, in the order of their names and as of one moment. Takes two queries, however many
    /// accounts there are.
    func usages() throws(LockerError) -> [AccountUsage]

    /// What the account holds, as its quota counts it. Costs the same whatever that is.
    func holdings(of account: Account) throws(LockerError) -> AccountHoldings

    /// Runs `body` while nobody else does so, whoever else has the store open: what is decided by the accounts as they
    /// are and then told elsewhere is still so.
    func alone<Result>(_ body: () throws(LockerError) -> Result) throws(LockerError) -> Result
}

extension AccountStore {
    /// Adds an account in one go; see ``prepare(named:userID:role:quota:created:)``.
    public func add(
        named name: String, userID: UInt32?, role: Account.Role, quota: Int64?, created: Int64
    ) throws(LockerError) -> Account {
        let account = try prepare(named: name, userID: userID, role: role, quota: quota, created: created)
        try add(account)
        return account
    }
}
