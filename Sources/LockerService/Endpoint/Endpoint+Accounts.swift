import LockerAPI
import LockerBase
import LockerCore
import Metadata
import TTRPC

extension Endpoint {
    mutating func addAccounts() {
        addManagedAccounts()
        addOperators(AdminMethods.listAccounts) { (locker, _) throws(LockerError) in
            var response = Locker_V1_ListAccountsResponse()
            response.accounts = try locker.accounts.list().map { Locker_V1_Account($0, by: locker.authority) }
            return response
        }
        addOperators(AdminMethods.renameAccount) { (locker, request) throws(LockerError) in
            Locker_V1_Account(
                try locker.accounts.rename(named: request.name, to: request.newName), by: locker.authority)
        }
        addOperators(AdminMethods.rebindAccount) { (locker, request) throws(LockerError) in
            Locker_V1_Account(
                try locker.accounts.rebind(named: request.name, to: request.hasUid ? request.uid : nil),
                by: locker.authority)
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

    /// Those calls that managers may make too, of the accounts of users.
    private mutating func addManagedAccounts() {
        let locker = locker
        let check = { @Sendable (context: CallContext) throws(LockerError) in
            try locker.authority.requireManager(userID: context.peer.userID)
        }
        register(AdminMethods.addAccount, before: check) { (request, record) throws(LockerError) in
            try AccountCalls.add(locker, request, by: record.context.peer.userID)
        }
        register(AdminMethods.setQuota, before: check) { (request, record) throws(LockerError) in
            try locker.authority.checkManages(accountNamed: request.name, userID: record.context.peer.userID)
            let quota = request.hasQuotaBytes ? try Number.size(request.quotaBytes) : nil
            let account = try locker.accounts.setQuota(quota, ofAccountNamed: request.name)
            return Locker_V1_Account(account, by: locker.authority)
        }
        register(AdminMethods.disableAccount, before: check) { (request, record) throws(LockerError) in
            try locker.authority.checkManages(accountNamed: request.name, userID: record.context.peer.userID)
            let account = try locker.accounts.setDisabled(true, accountNamed: request.name)
            return Locker_V1_Account(account, by: locker.authority)
        }
        register(AdminMethods.enableAccount, before: check) { (request, record) throws(LockerError) in
            try locker.authority.checkManages(accountNamed: request.name, userID: record.context.peer.userID)
            let account = try locker.accounts.setDisabled(false, accountNamed: request.name)
            return Locker_V1_Account(account, by: locker.authority)
        }
    }
}
