import LockerAPI
import LockerBase

extension WantedItem {
    /// What `entry` wants at `path`; nil for one of a kind that this version does not know.
    init?(_ entry: Locker_V1_Entry, at path: EntryPath) {
        let kind: Kind
        switch entry.kind {
        case .file: kind = .file(size: Int(clamping: entry.size))
        case .symlink: kind = .link(target: Array(entry.target))
        case .folder: kind = .folder
        default: return nil
        }
        self.init(
            path: path, kind: kind, modified: entry.modified, mode: entry.hasMode ? entry.mode & 0o777 : nil)
    }
}
