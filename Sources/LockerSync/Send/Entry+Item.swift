import FoundationEssentials
import LockerAPI
import LockerBase

extension Locker_V1_Entry {
    /// The entry of an item without content, or of whose content nothing is said.
    init(_ item: TreeItem) {
        self.init()
        path = Data(item.path.bytes)
        modified = item.modified
        if let mode = item.mode { self.mode = mode }
        switch item.content {
        case .file: kind = .file
        case .folder: kind = .folder
        case .link(let target):
            kind = .symlink
            self.target = Data(target)
            size = UInt64(target.count)
        }
    }

    /// The entry of a file whose content the account holds as `blob`.
    init(_ file: SourceFile, of blob: Digest, at path: EntryPath) {
        self.init()
        self.path = Data(path.bytes)
        kind = .file
        self.blob = Data(blob.bytes)
        modified = file.stamp.modified
        mode = file.mode
    }
}
