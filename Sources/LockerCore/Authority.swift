import Glibc
import LockerBase
import Metadata

/// Decides who a caller is and for which account they may act. No other code decides that.
public struct Authority: Sendable {
    private let metadata: any MetadataStore
    private let register: AccountRegister
    private let configuration: Configuration

    init(metadata: any MetadataStore, register: AccountRegister, configuration: Configuration) {
        self.metadata = metadata
        self.register = register
        self.configuration = configuration
    }

    /// The role of the system user `userID`: root, the daemon's own user and the configured ones are operators.
    public func role(of userID: UInt32) throws(LockerError) -> Role {
        if userID == 0 || userID == geteuid() || configuration.operators.contains(userID) { return .operator }
        if configuration.frontends.contains(userID) { return .frontend }
        return try metadata.account(userID: userID)?.role == .frontend ? .frontend : .user
    }

    /// The caller that `userID` is, acting for the account called `name`, or without a name for its own.
    ///
    /// - Throws: ``LockerError/Code/permissionDenied`` when a user names another's account, whether it exists or not;
    ///   ``LockerError/Code/notFound`` when a frontend or an operator names one that does not.
    public func caller(userID: UInt32, for name: String?) throws(LockerError) -> Caller {
        let role = try role(of: userID)
        guard let name else { return Caller(account: try ownAccount(of: userID), role: role) }
        if role == .user {
            guard let own = try metadata.account(userID: userID), own.name == name else {
                throw LockerError(
                    .permissionDenied, "\(name): user \(userID) may not act for this account; ask the operator")
            }
            return Caller(account: own, role: role)
        }
        guard let account = try metadata.account(named: name) else {
            throw LockerError(.notFound, "\(name): no such account; add it with 'locker admin account add \(name)'")
        }
        return Caller(account: account, role: role)
    }

    /// - Throws: ``LockerError/Code/permissionDenied`` unless `userID` is an operator.
    public func requireOperator(userID: UInt32) throws(LockerError) {
        guard try role(of: userID) == .operator else {
            throw LockerError(.permissionDenied, "user \(userID) is not an operator of this daemon")
        }
    }

    /// The account bound to `userID`, made on first contact and named after the system user.
    private func ownAccount(of userID: UInt32) throws(LockerError) -> Account {
        if let account = try metadata.account(userID: userID) { return account }
        guard configuration.autoAccounts else {
            throw LockerError(
                .permissionDenied,
                "user \(userID) has no account here; the operator can make one: "
                    + "locker admin account add NAME --uid \(userID)")
        }
        do {
            return try addAccount(named: try freeName(for: userID), userID: userID)
        } catch  where error.code == .alreadyExists {
            // Two first contacts at once: the other one made it.
            guard let account = try metadata.account(userID: userID) else { throw error }
            return account
        }
    }

    private func addAccount(named name: String, userID: UInt32) throws(LockerError) -> Account {
        try register.add(named: name, userID: userID, role: .user, quota: configuration.defaultQuota)
    }

    /// The system user's name, or `uid-N` where they have none, it is no account name, or it is taken already.
    private func freeName(for userID: UInt32) throws(LockerError) -> String {
        let fallback = "uid-\(userID)"
        guard let name = systemUserName(of: userID), (try? Account.checkName(name)) != nil else { return fallback }
        return try metadata.account(named: name) == nil ? name : fallback
    }

    private func systemUserName(of userID: UInt32) -> String? {
        var user = passwd()
        var found: UnsafeMutablePointer<passwd>?
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16 << 10) { buffer in
            guard let base = buffer.baseAddress, getpwuid_r(userID, &user, base, buffer.count, &found) == 0,
                found != nil, let name = user.pw_name
            else { return nil }
            return String(cString: name)
        }
    }
}
