import LockerAPI
import LockerBase
import LockerCore
import Metadata

extension Endpoint {
    mutating func addLibraries() {
        add(LockerMethods.deleteLibrary) { (locker, call) throws(LockerError) in
            let removal = try locker.libraries.delete(
                named: call.message.library, of: call.caller, from: call.message.device.toldDevice,
                isDryRun: call.message.dryRun)
            var response = Locker_V1_DeleteLibraryResponse()
            response.revisions = UInt64(removal.revisions)
            response.files = UInt64(removal.files)
            response.logicalBytes = UInt64(removal.logicalBytes)
            return response
        }
        add(LockerMethods.renameLibrary) { (locker, call) throws(LockerError) in
            try locker.libraries.rename(
                named: call.message.library, to: call.message.name, of: call.caller,
                from: call.message.device.toldDevice)
            return Locker_V1_RenameLibraryResponse()
        }
        add(LockerMethods.purge) { (locker, call) throws(LockerError) in
            var paths: [EntryPath] = []
            for path in call.message.paths { paths.append(try EntryPath(path)) }
            return Locker_V1_PurgeResponse(
                try locker.purges.purge(
                    paths, from: call.message.library, of: call.caller, recursive: call.message.recursive,
                    isDryRun: call.message.dryRun,
                    saying: try Provenance(
                        call.message.hasOrigin ? call.message.origin : nil, note: call.message.note),
                    cancellation: call.context.cancellation))
        }
    }
}

extension Locker_V1_PurgeResponse {
    fileprivate init(_ report: PurgeReport) {
        self.init()
        revision = UInt64(report.revision)
        revisions = UInt64(report.entries.revisions)
        paths = UInt64(report.entries.paths)
        versions = UInt64(report.entries.versions)
        logicalBytes = UInt64(report.entries.logicalBytes)
    }
}
