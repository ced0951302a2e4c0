import LockerBase

/// Finds the reasons of what a sync does.
struct SyncReasons {
    let remembered: SortedTable<RememberedItem>
    let holdings: HeldPaths
    let tree: Tree

    func sending(_ items: [TreeItem]) throws(LockerError) -> [SyncChange] {
        var changes: [SyncChange] = []
        for item in items {
            let (kind, reason) = try why(item)
            changes.append(SyncChange(path: item.path.bytes, kind: kind, isFolder: item.isFolder, reason: reason))
        }
        return changes
    }

    func removing(_ paths: HeldPaths) throws(LockerError) -> [SyncChange] {
        var changes: [SyncChange] = []
        for path in try paths.paths() {
            let reason =
                if let obstacle = try obstacle(to: path) {
                    "\(obstacle) is in the place of its folder"
                } else if try tree.items.contains(startingWith: path.asFolder) {
                    "a folder is in its place"
                } else {
                    "not in the folder any more"
                }
            let isFolder = try holdings.isFolder(path)
            changes.append(SyncChange(path: path.bytes, kind: .removed, isFolder: isFolder, reason: reason))
        }
        return changes
    }

    /// The outermost of the folders of `path` that is there as something else.
    private func obstacle(to path: EntryPath) throws(LockerError) -> EntryPath? {
        for folder in path.folders where try tree.items.contains(folder.bytes) { return folder }
        return nil
    }

    private func why(_ item: TreeItem) throws(LockerError) -> (SyncChange.Kind, String) {
        guard let known = try remembered.row(at: item.path.bytes)?.item else {
            let isHeld = try holdings.contains(item.path)
            return isHeld ? (.changed, "the library has it, not known as sent") : (.added, "new")
        }
        if known.stamp?.isUnsettled ?? false { return (.changed, "it was too young to be known by its times") }
        guard known.stamp?.size == item.stamp?.size else { return (.changed, "its size changed") }
        guard known.modified == item.modified else { return (.changed, "its modification time changed") }
        return (.changed, known == item ? "read again, as --rehash says" : "its inode or status changed")
    }
}
