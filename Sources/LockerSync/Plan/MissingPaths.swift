import LockerBase

/// What of a library is not in a tree.
struct MissingPaths {
    /// What is gone.
    let gone: HeldPaths
    /// What is left out, so that whether it is gone does not matter.
    let excluded: HeldPaths
}

extension HeldPaths {
    /// The entries that are not in `tree` any more. What the walk passed over, or could not look into, is not known
    /// to be gone, and what is left out is not asked about.
    package func gone(from tree: Tree, store: PageStore = PageStore()) throws(LockerError) -> HeldPaths {
        try missing(from: tree, store: store).gone
    }

    /// The same, and what of the library is left out.
    func missing(from tree: Tree, store: PageStore) throws(LockerError) -> MissingPaths {
        let skipped = Set(tree.skipped.map(\.path))
        let unread = Set(tree.unread.map(\.bytes))
        var outside = try tree.hasExclusions ? ExcludedPaths(of: tree) : nil
        var (gone, excluded) = (TableWriter<HeldPath>(to: store), TableWriter<HeldPath>(to: store))
        var (items, paths) = (tree.items.reader(), rows.reader())
        var item = try items.next()
        while let path = try paths.next() {
            while let there = item, there.path < path.path { item = try items.next() }
            if item?.path == path.path || skipped.contains(path.key) { continue }
            if !unread.isEmpty, path.path.withFolders.contains(where: unread.contains) { continue }
            if try outside?.contains(path) ?? false { excluded.append(path) } else { gone.append(path) }
        }
        return MissingPaths(gone: HeldPaths(try gone.finish()), excluded: HeldPaths(try excluded.finish()))
    }

    /// These without `others`.
    func without(_ others: HeldPaths, store: PageStore) throws(LockerError) -> HeldPaths {
        if others.count == 0 { return self }
        return HeldPaths(
            try rows.filter(to: store) { (row) throws(LockerError) in try !others.contains(row.path) })
    }
}
