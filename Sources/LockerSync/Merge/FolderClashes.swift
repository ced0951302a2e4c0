import LockerAPI
import LockerBase

/// Finds what would be a file and a folder at a time once folder and library have what the other one has.
struct FolderClashes {
    private let tree: SortedTable<TreeItem>
    private let base: AgreedBase
    private let ignoring: StampMask

    init(_ tree: SortedTable<TreeItem>, _ base: AgreedBase, ignoring: StampMask) {
        (self.tree, self.base, self.ignoring) = (tree, base, ignoring)
    }

    /// Whether something stays below `path` in the folder, where the library has a file or a link: what is not as it was
    /// agreed on. The rest goes.
    func staysBelow(_ path: EntryPath) throws(LockerError) -> Bool {
        if tree.isEmpty { return false }
        var items = try tree.reader(notBefore: path.asFolder)
        while let item = try items.next(again: true), item.path.isBelow(path) {
            if try !isAsAgreed(item) { return true }
        }
        return false
    }

    /// Whether something comes from the library below `path`, where the folder has a file or a link.
    func comesBelow(_ path: EntryPath) throws(LockerError) -> Bool {
        if base.changes.isEmpty { return false }
        var changes = try base.changes.reader(notBefore: path.asFolder)
        while let change = try changes.next(again: true), change.path.isBelow(path) {
            guard let entry = change.entry else { continue }
            guard let known = try base.items.row(at: change.path.bytes), EntryContent(known) == EntryContent(entry)
            else { return true }
        }
        return false
    }

    private func isAsAgreed(_ item: TreeItem) throws(LockerError) -> Bool {
        guard let known = try base.items.row(at: item.path.bytes)?.item else { return false }
        if known.isSame(as: item, ignoring: ignoring) { return true }
        // A file that is not settled is read in its turn: most often its time tells the same.
        return known.stamp?.isUnsettled == true && item.stamp != nil && known.modified == item.modified
    }
}
