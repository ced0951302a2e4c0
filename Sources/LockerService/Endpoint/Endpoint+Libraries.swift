import LockerAPI
import LockerBase
import LockerCore

extension Endpoint {
    mutating func addLibraries() {
        add(LockerMethods.deleteLibrary) { (locker, call) throws(LockerError) in
            let removal = try locker.libraries.delete(
                named: call.message.library, of: call.caller, isDryRun: call.message.dryRun)
            var response = Locker_V1_DeleteLibraryResponse()
            response.revisions = UInt64(removal.revisions)
            response.files = UInt64(removal.files)
            response.logicalBytes = UInt64(removal.logicalBytes)
            return response
        }
        add(LockerMethods.renameLibrary) { (locker, call) throws(LockerError) in
            try locker.libraries.rename(named: call.message.library, to: call.message.name, of: call.caller)
            return Locker_V1_RenameLibraryResponse()
        }
    }
}
