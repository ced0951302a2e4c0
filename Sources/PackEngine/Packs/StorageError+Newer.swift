import Glibc
import POSIXSupport

extension StorageError {
    /// That a pack, which is whole, says what this program does not know.
    static func needsNewerProgram(_ name: PackName) -> StorageError {
        StorageError(.newer, SystemError("read", on: name.fileName, number: EPROTONOSUPPORT))
    }
}
