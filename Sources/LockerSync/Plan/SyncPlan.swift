import LockerBase

/// What a sync has to do, found by comparing a folder with what is remembered and what the library holds.
package struct SyncPlan: Sendable {
    /// What stays as the library has it.
    package private(set) var unchanged: [RememberedItem] = []
    /// Regular files to read and send, in path order.
    package private(set) var files: [TreeItem] = []
    /// Links and empty folders to stage.
    package private(set) var others: [TreeItem] = []
    /// Whether something is sent whose path was not remembered: it may be in the way of what the library holds.
    package private(set) var hasNewPaths = false

    /// Files that are read again although all but their inodes is as it was.
    package private(set) var renumbered = 0

    /// Compares `tree` with what is `remembered` of it. With `rehash`, every regular file is read.
    ///
    /// - Parameter mask: what of a file's stamp tells nothing.
    package init(
        tree: Tree, remembered: [EntryPath: RememberedItem], rehash: Bool, ignoring mask: StampMask = []
    ) {
        for item in tree.items {
            let known = remembered[item.path]
            if let known, known.item.isSame(as: item, ignoring: mask), !(rehash && item.stamp != nil) {
                // What is remembered from now on is what is there now.
                unchanged.append(RememberedItem(item: item, blob: known.blob))
                continue
            }
            // A folder in the place of a file is in the way of it, and the other way round.
            if known?.item.isFolder != item.isFolder { hasNewPaths = true }
            if !rehash, let known, known.item.isSame(as: item, ignoring: .inode) { renumbered += 1 }
            if item.stamp == nil { others.append(item) } else { files.append(item) }
        }
    }

    /// Takes out what is to be sent and for which `reason` gives one not to. Returns that, with the reasons.
    mutating func leaveOut(_ reason: (TreeItem) -> String?) -> [Skipped] {
        var skipped: [Skipped] = []
        func stays(_ item: TreeItem) -> Bool {
            guard let reason = reason(item) else { return true }
            skipped.append(Skipped(path: item.path.bytes, reason: reason))
            return false
        }
        files = files.filter(stays)
        others = others.filter(stays)
        return skipped
    }

    /// Takes out folders that `isHeld` says the library has without an entry of their own.
    mutating func dropFolders(_ isHeld: (EntryPath) -> Bool) {
        others.removeAll { $0.isFolder && isHeld($0.path) }
    }
}
