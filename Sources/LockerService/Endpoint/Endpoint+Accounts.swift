import LockerAPI
import LockerBase
import LockerCore
import Metadata

extension Endpoint {
    mutating func addAccounts() {
        addOperators(AdminMethods.addAccount) { (locker, request) throws(LockerError) in
            Locker_V1_Account(
                try locker.accounts.add(
                    named: request.name, userID: request.hasUid ? request.uid : nil,
                    role: try Account.Role(request.role),
                    quota: request.hasQuotaBytes ? try Number.size(request.quotaBytes) : nil))
        }
        addOperators(AdminMethods.listAccounts) { (locker, _) throws(LockerError) in
            var response = Locker_V1_ListAccountsResponse()
            response.accounts = try locker.accounts.list().map { Locker_V1_Account($0) }
            return response
        }
        addOperators(AdminMethods.setQuota) { (locker, request) throws(LockerError) in
            let quota = request.hasQuotaBytes ? try Number.size(request.quotaBytes) : nil
            return Locker_V1_Account(try locker.accounts.setQuota(quota, ofAccountNamed: request.name))
        }
        addOperators(AdminMethods.disableAccount) { (locker, request) throws(LockerError) in
            Locker_V1_Account(try locker.accounts.setDisabled(true, accountNamed: request.name))
        }
        addOperators(AdminMethods.enableAccount) { (locker, request) throws(LockerError) in
            Locker_V1_Account(try locker.accounts.setDisabled(false, accountNamed: request.name))
        }
        addOperators(AdminMethods.renameAccount) { (locker, request) throws(LockerError) in
            Locker_V1_Account(try locker.accounts.rename(named: request.name, to: request.newName))
        }
        addOperators(AdminMethods.rebindAccount) { (locker, request) throws(LockerError) in
            Locker_V1_Account(
                try locker.accounts.rebind(named: request.name, to: request.hasUid ? request.uid : nil))
        }
        addOperators(AdminMethods.removeAccount) { (locker, request) throws(LockerError) in
            let removal = try locker.accounts.remove(named: request.name, isDryRun: request.dryRun)
            var response = Locker_V1_RemoveAccountResponse()
            response.libraries = UInt64(removal.libraries)
            response.revisions = UInt64(removal.revisions)
            response.files = UInt64(removal.files)
            response.logicalBytes = UInt64(removal.logicalBytes)
            return response
        }
    }
}

extension Account.Role {
    /// - Throws: ``LockerError/Code/invalidArgument`` for a role that an account cannot have.
    fileprivate init(_ role: Locker_V1_Role) throws(LockerError) {
        switch role {
        case .user, .unspecified: self = .user
        case .frontend: self = .frontend
        case .operator, .UNRECOGNIZED:
            throw LockerError(
                .invalidArgument, "an account's role is user or frontend; operators are named in the configuration")
        }
    }
}

extension Locker_V1_Account {
    init(_ usage: AccountUsage) {
        self.init()
        name = usage.account.name
        if let userID = usage.account.userID { uid = userID }
        if let quota = usage.account.quota { quotaBytes = UInt64(quota) }
        role = usage.account.role == .frontend ? .frontend : .user
        logicalBytes = UInt64(usage.logicalBytes)
        files = UInt64(usage.files)
        disabled = usage.account.isDisabled
    }
}
