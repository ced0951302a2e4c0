import LockerBase

/// What a sync has to do, found by comparing a folder with what is remembered and what the library holds.
package struct SyncPlan: Sendable {
    /// What stays as the library has it.
    package let unchanged: SortedTable<RememberedItem>
    /// Of that, regular files and their bytes.
    private(set) var unchangedFiles = (count: 0, bytes: 0)
    /// Regular files to read and send, in path order.
    package private(set) var files: SortedTable<TreeItem>
    /// Links and empty folders to stage.
    package private(set) var others: SortedTable<TreeItem>
    /// Whether something is sent whose path was not remembered: it may be in the way of what the library holds.
    package private(set) var hasNewPaths = false

    /// Files that are read again although all but their inodes is as it was.
    package private(set) var renumbered = 0

    /// Compares `tree` with what is `remembered` of it. With `rehash`, every regular file is read.
    ///
    /// - Parameters:
    ///   - mask: what of a file's stamp tells nothing.
    ///   - store: takes what comes out.
    package init(
        tree: Tree, remembered: SortedTable<RememberedItem>, rehash: Bool, ignoring mask: StampMask = [],
        store: PageStore = PageStore()
    ) throws(LockerError) {
        var unchanged = TableWriter<RememberedItem>(to: store)
        var (files, others) = (TableWriter<TreeItem>(to: store), TableWriter<TreeItem>(to: store))
        var (items, knownItems) = (tree.items.reader(), remembered.reader())
        var next = try knownItems.next()
        while let item = try items.next() {
            while let passed = next, passed.item.path < item.path { next = try knownItems.next() }
            let known = next.flatMap { $0.item.path == item.path ? $0 : nil }
            if let known, known.item.isSame(as: item, ignoring: mask), !(rehash && item.stamp != nil) {
                // What is remembered from now on is what is there now.
                unchanged.append(RememberedItem(item: item, blob: known.blob))
                if let size = item.stamp?.size {
                    unchangedFiles = (unchangedFiles.count + 1, unchangedFiles.bytes + size)
                }
                continue
            }
            // A folder in the place of a file is in the way of it, and the other way round.
            if known?.item.isFolder != item.isFolder { hasNewPaths = true }
            if !rehash, let known, known.item.isSame(as: item, ignoring: .inode) { renumbered += 1 }
            if item.stamp == nil { others.append(item) } else { files.append(item) }
        }
        (self.unchanged, self.files, self.others) = try (unchanged.finish(), files.finish(), others.finish())
    }

    /// Takes out what is to be sent and for which `reason` gives one not to. Returns that, with the reasons.
    mutating func leaveOut(
        _ store: PageStore, _ holdings: HeldPaths, _ reason: (TreeItem) throws(LockerError) -> String?
    ) throws(LockerError) -> [Skipped] {
        // Nothing is in the way of anything.
        if holdings.count == 0 { return [] }
        var skipped: [Skipped] = []
        func stays(_ item: TreeItem) throws(LockerError) -> Bool {
            guard let reason = try reason(item) else { return true }
            skipped.append(Skipped(path: item.path.bytes, reason: reason))
            return false
        }
        files = try files.filter(to: store, stays)
        others = try others.filter(to: store, stays)
        return skipped
    }

    /// Takes out folders that the library has without an entry of their own.
    mutating func dropFolders(in store: PageStore, _ holdings: HeldPaths) throws(LockerError) {
        if holdings.count == 0 { return }
        others = try others.filter(to: store) { (item) throws(LockerError) in
            if !item.isFolder { return true }
            return try !holdings.hasAnything(below: item.path)
        }
    }
}
