import Glibc
import LockerBase
import POSIXSupport

extension Backup {
    /// Makes the directory at `path` the home of a copy of this store.
    ///
    /// - Throws: `failedPrecondition` when it holds another store, or something else, or is in use.
    public func openTarget(_ path: String) throws(LockerError) -> BackupTarget {
        let path = StoreFolder.normalized(path)
        try translatingSystemErrors(remedy: "the backup cannot be begun") { () throws(SystemError) in
            try makeDirectory(path)
        }
        try StoreFolder.checkBackup(path)
        let lock = try StoreLock(directory: path)
        let file = try StoreFile.openOrCreate(in: path, adopting: format.storeID, version: format.version)
        guard file.storeID == format.storeID else {
            throw LockerError(
                .failedPrecondition, "\(path): holds another store; give this one's backup a directory of its own")
        }
        // Both speak of the packs that are there, of which some are about to be others.
        let folder = try translatingSystemErrors(remedy: "the backup cannot be begun") { () throws(SystemError) in
            try DirectoryIndexFolder(path: path + "/index")
        }
        try IndexOpening.delete(folder)
        try translatingSystemErrors(remedy: "the backup cannot be begun") { () throws(SystemError) in
            let path = path + "/quarantine"
            guard unlink(path) == 0 || errno == ENOENT else { throw SystemError("unlink", on: path) }
        }
        return BackupTarget(lock, StoreFormat(file, in: path))
    }
}
