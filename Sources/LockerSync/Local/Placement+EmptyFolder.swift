import Glibc
import LockerBase
import POSIXSupport

extension Placement {
    /// Removes the folder here, if nothing is in it but what processes that were killed have left. Returns false, with
    /// errno set, where it stays.
    func removeEmptyFolder() -> Bool {
        if remove() { return true }
        guard errno == ENOTEMPTY || errno == EEXIST else { return false }
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let number = name.withCName { name in retrying { openat(folder.number, name, flags) } }
        guard number >= 0 else { return false }
        let inner = Descriptor(owning: number)
        if let names = try? readFolder(inner).map(\.name) { TemporaryFiles.removeLeftovers(among: names, of: inner) }
        return remove()
    }

    private func remove() -> Bool {
        name.withCName { unlinkat(folder.number, $0, Int32(AT_REMOVEDIR)) } == 0
    }
}
