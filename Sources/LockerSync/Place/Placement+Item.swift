import Glibc
import LockerBase
import POSIXSupport

extension Placement {
    /// What is there by this `status`, as a walk tells it of `path`; nil for what no library holds.
    func item(at path: EntryPath, _ status: stat) -> TreeItem? {
        let modified = nanoseconds(status.st_mtim)
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            return TreeItem(
                path: path, modified: modified, content: .file(FileStamp(status)), mode: permissionBits(status))
        case S_IFLNK:
            guard let target = readLink(name, in: folder) else { return nil }
            return TreeItem(path: path, modified: modified, content: .link(target: target))
        case S_IFDIR:
            return TreeItem(path: path, modified: modified, content: .folder, mode: permissionBits(status))
        default: return nil
        }
    }
}
