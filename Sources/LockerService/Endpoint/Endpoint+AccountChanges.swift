import LockerAPI
import LockerBase
import LockerCore
import Metadata

extension Endpoint {
    mutating func addAccountChanges() {
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
