import LockerBase
import Metadata

/// Accounts and what they hold. What changes one is the operator's call.
public struct Accounts: Sendable {
    let metadata: any MetadataStore
    let register: AccountRegister

    /// Makes an account; the operator's call.
    public func add(
        named name: String, userID: UInt32?, role: Account.Role, quota: Int64?
    ) throws(LockerError) -> AccountUsage {
        try Accounts.checkUser(userID)
        return try metadata.accounts.usage(of: try register.add(named: name, userID: userID, role: role, quota: quota))
    }

    /// All accounts with what they hold, in the order of their names; the operator's call.
    public func list() throws(LockerError) -> [AccountUsage] {
        try metadata.accounts.usages()
    }

    /// Sets an account's quota in logical bytes, or with nil takes it away; the operator's call.
    public func setQuota(_ quota: Int64?, ofAccountNamed name: String) throws(LockerError) -> AccountUsage {
        try metadata.accounts.usage(of: try register.setQuota(quota, ofAccountNamed: name))
    }

    /// Lets calls of an account be refused, or answered again; the operator's call.
    public func setDisabled(_ isDisabled: Bool, accountNamed name: String) throws(LockerError) -> AccountUsage {
        try metadata.accounts.usage(of: try register.change(accountNamed: name) { $0.withDisabled(isDisabled) })
    }

    /// Gives an account another name; the operator's call.
    public func rename(named name: String, to newName: String) throws(LockerError) -> AccountUsage {
        try metadata.accounts.usage(of: try register.change(accountNamed: name) { $0.withName(newName) })
    }

    /// Binds an account to another system user, or with nil to none; the operator's call.
    public func rebind(named name: String, to userID: UInt32?) throws(LockerError) -> AccountUsage {
        try Accounts.checkUser(userID)
        return try metadata.accounts.usage(of: try register.change(accountNamed: name) { $0.withUserID(userID) })
    }

    /// - Throws: ``LockerError/Code/invalidArgument`` for (uid_t)-1, which stands for no user in system calls: nobody
    ///   could ever call as that one.
    private static func checkUser(_ userID: UInt32?) throws(LockerError) {
        guard userID == UInt32.max else { return }
        throw LockerError(.invalidArgument, "uid \(UInt32.max): no system user has it; use the number of one")
    }

    /// Removes an account with its libraries and all their revisions; the operator's call.
    ///
    /// - Parameter isDryRun: whether to say only what would go.
    @discardableResult
    public func remove(named name: String, isDryRun: Bool = false) throws(LockerError) -> Removal {
        guard let account = try metadata.accounts.account(named: name) else { throw Account.isUnknown(name) }
        var removal = Removal()
        for library in try metadata.libraries.all(of: account) where library.newest > 0 { removal.add(library) }
        if !isDryRun { try register.remove(named: name) }
        return removal
    }

    /// What the caller's account holds, library by library.
    public func usage(of caller: Caller) throws(LockerError) -> AccountUsage {
        try metadata.accounts.usage(of: caller.account)
    }
}

extension LockerError {
    /// What the operator hears who names an account that is not there.
    static func noAccount(named name: String) -> LockerError {
        LockerError(
            .notFound, "\(name): no such account", details: [.account: name], hint: .listAccounts)
    }
}
