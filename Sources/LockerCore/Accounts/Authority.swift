import Glibc
import LockerBase
import Logging
import Metadata

/// Decides who a caller is and for which account they may act. No other code decides that.
public struct Authority: Sendable {
    private let metadata: any MetadataStore
    private let register: AccountRegister
    private let settings: Settings
    private let logger: Logger

    init(metadata: any MetadataStore, register: AccountRegister, settings: Settings, logger: Logger) {
        self.metadata = metadata
        self.register = register
        self.settings = settings
        self.logger = logger
    }

    /// The role of the system user `userID`: root, the daemon's own user and the configured ones are operators.
    public func role(of userID: UInt32) throws(LockerError) -> CallerRole {
        try standing(of: userID).role
    }

    /// What a user may do, as of one moment.
    struct Standing {
        let userID: UInt32
        let role: CallerRole
        /// The user's own account, where that decided, or would have, and there is one.
        let own: Account?
    }

    /// What `userID` may do at the moment.
    func standing(of userID: UInt32) throws(LockerError) -> Standing {
        if let role = namedRole(of: userID) { return Standing(userID: userID, role: role, own: nil) }
        let own = try metadata.accounts.account(userID: userID)
        guard let own, !own.isDisabled else { return Standing(userID: userID, role: .user, own: own) }
        return Standing(userID: userID, role: CallerRole(own.role), own: own)
    }

    /// What `userID` may do whatever account it has: root, the daemon's own user and the configured ones. Nil for others.
    private func namedRole(of userID: UInt32) -> CallerRole? {
        let named = settings.named(userID)
        if userID == 0 || userID == geteuid() || named.isOperator { return .operator }
        return named.isFrontend ? .frontend : nil
    }

    /// What the user of an account may do, while it is enabled: what its role says, unless that user is named besides.
    public func rights(of account: Account) -> CallerRole {
        guard let userID = account.userID, let named = namedRole(of: userID) else { return CallerRole(account.role) }
        return named
    }

    /// The caller that `userID` is, acting for the account called `name`, or without a name for its own.
    ///
    /// - Throws: ``LockerError/Code/permissionDenied`` when a user names another's account, whether it exists or not;
    ///   ``LockerError/Code/notFound`` when a frontend or an operator names one that does not.
    public func caller(userID: UInt32, for name: String?) throws(LockerError) -> Caller {
        try caller(try standing(of: userID), for: name)
    }

    /// The same for a user of this standing.
    func caller(_ standing: Standing, for name: String?) throws(LockerError) -> Caller {
        let (role, own) = (standing.role, standing.own)
        guard let name else {
            if let own { return Caller(account: own, role: role) }
            return Caller(account: try ownAccount(of: standing.userID), role: role)
        }
        if role == .user {
            guard let own, own.name == name else {
                throw LockerError(
                    .permissionDenied,
                    "\(EntryPath.printable(name.utf8)): user \(standing.userID) may not act for this account; ask the "
                        + "operator")
            }
            return Caller(account: own, role: role)
        }
        guard let account = try metadata.accounts.account(named: name) else {
            throw LockerError(
                .notFound, "\(EntryPath.printable(name.utf8)): no such account", details: [.account: name],
                hint: .addAccount)
        }
        return Caller(account: account, role: role)
    }

    /// Refuses a call for an account that is disabled, whoever makes it: operators may still read what it has.
    ///
    /// - Throws: ``LockerError/Code/permissionDenied``.
    public func checkEnabled(_ caller: Caller, isReading: Bool) throws(LockerError) {
        guard caller.account.isDisabled, !(isReading && caller.role == .operator) else { return }
        throw LockerError(
            .permissionDenied,
            "account '\(caller.account.name)' is disabled: its calls are refused until the operator enables it again")
    }

    /// - Throws: ``LockerError/Code/permissionDenied`` unless `userID` is an operator.
    public func requireOperator(userID: UInt32) throws(LockerError) {
        guard try role(of: userID) == .operator else {
            throw LockerError(.permissionDenied, "user \(userID) is not an operator of this daemon")
        }
    }

    /// - Throws: ``LockerError/Code/permissionDenied`` unless `userID` may act for others.
    public func requireFrontend(userID: UInt32) throws(LockerError) {
        guard try role(of: userID) != .user else {
            throw LockerError(.permissionDenied, "user \(userID) may act for nobody else at this daemon")
        }
    }

    /// Whether `userID` may put songs of the catalog into libraries: operators may, and where they say so, who acts for
    /// others.
    public func mayGrant(userID: UInt32) throws(LockerError) -> Bool {
        let role = try standing(of: userID).role
        switch role {
        case .operator: return true
        case .frontend, .manager: return settings.configuration.frontendsGrant
        case .user: return false
        }
    }

    /// - Throws: ``LockerError/Code/permissionDenied`` unless ``mayGrant(userID:)``.
    public func requireGrants(userID: UInt32) throws(LockerError) {
        guard try mayGrant(userID: userID) else {
            throw LockerError(
                .permissionDenied,
                "user \(userID) is no operator, and no frontend that may put songs of the catalog into libraries "
                    + "(catalog.frontends_grant)")
        }
    }

    /// - Throws: ``LockerError/Code/permissionDenied`` unless `userID` may administer accounts at all.
    public func requireManager(userID: UInt32) throws(LockerError) {
        switch try role(of: userID) {
        case .operator, .manager: return
        case .user, .frontend:
            throw LockerError(.permissionDenied, "user \(userID) may administer no accounts of this daemon")
        }
    }

    /// Checks that `userID`, where it is a manager, may change what the account called `name` is: managers administer the
    /// accounts of users, and of nobody who may act for others.
    ///
    /// - Throws: ``LockerError/Code/permissionDenied``; ``LockerError/Code/notFound`` when there is no such account.
    public func checkManages(accountNamed name: String, userID: UInt32) throws(LockerError) {
        guard try role(of: userID) != .operator else { return }
        try requireManager(userID: userID)
        guard let account = try metadata.accounts.account(named: name) else { throw LockerError.noAccount(named: name) }
        guard account.role == .user, try !isMoreThanUser(account.userID) else {
            throw LockerError(
                .permissionDenied,
                "account '\(account.name)' may act for others: managers administer the accounts of users alone; ask the "
                    + "operator")
        }
    }

    private func isMoreThanUser(_ userID: UInt32?) throws(LockerError) -> Bool {
        guard let userID else { return false }
        return try role(of: userID) != .user
    }

    /// The account bound to `userID`, made on first contact and named after the system user.
    private func ownAccount(of userID: UInt32) throws(LockerError) -> Account {
        if let account = try metadata.accounts.account(userID: userID) { return account }
        guard settings.configuration.autoAccounts else {
            throw LockerError(
                .permissionDenied, "user \(userID) has no account here", details: [.uid: "\(userID)"],
                hint: .addAccount)
        }
        do {
            return try addAccount(named: try freeName(for: userID), userID: userID)
        } catch  where error.code == .alreadyExists {
            // Two first contacts at once: the other one made it.
            guard let account = try metadata.accounts.account(userID: userID) else { throw error }
            return account
        }
    }

    private func addAccount(named name: String, userID: UInt32) throws(LockerError) -> Account {
        let quota = settings.configuration.defaultQuota
        let account = try register.add(named: name, userID: userID, role: .user, quota: quota)
        logger.info(
            "audit", metadata: ["call": "first contact", "account": "\(name)", "uid": "\(userID)", "outcome": "OK"])
        return account
    }

    /// The system user's name, or `uid-N` where they have none, it is no account name, or it is taken already.
    private func freeName(for userID: UInt32) throws(LockerError) -> String {
        let fallback = "uid-\(userID)"
        guard let name = SystemUser.name(of: userID), (try? Account.checkName(name)) != nil else { return fallback }
        return try metadata.accounts.account(named: name) == nil ? name : fallback
    }
}

extension CallerRole {
    /// What the user of an account of this role may do.
    fileprivate init(_ role: Account.Role) {
        self =
            switch role {
            case .user: .user
            case .frontend: .frontend
            case .manager: .manager
            }
    }
}
