import LockerBase

/// What of a plan can become part of a library, and what that takes out of it.
struct LibraryConflicts {
    /// What is passed over, because it would cost the library something that is not to be removed.
    let skipped: [Skipped]
    /// Where file systems are mounted, for the next sync to know.
    let mounts: [EntryPath]
    /// Whether the folder itself is such a place, as far as is known.
    let isRootMounted: Bool
    let holdings: HeldPaths
    /// The entries whose files are gone; nil without `delete`.
    private let gone: HeldPaths?
    private let store: PageStore

    /// Those entries; none without `delete`.
    var goneRows: SortedTable<HeldPath> { gone?.rows ?? SortedTable() }
    var goneCount: Int { gone?.count ?? 0 }

    /// Leaves out of `plan` what may not become part of the library.
    ///
    /// - Parameter remembered: what was remembered of the tree.
    /// - Throws: ``LockerError/Code/failedPrecondition`` when `delete` would empty the library because the folder is
    ///   empty: more likely its disk is not mounted, or it is the wrong folder.
    init(
        _ plan: inout SyncPlan, of source: WalkedFolder, with holdings: HeldPaths, remembered: SyncState,
        options: SyncOptions
    ) throws(LockerError) {
        (self.holdings, store) = (holdings, source.store)
        try plan.dropFolders(in: store, holdings)
        guard options.delete else {
            gone = nil
            mounts = Set(source.tree.mounts + remembered.mounts).sorted()
            isRootMounted = source.tree.isRootMounted || remembered.isRootMounted
            skipped = try plan.leaveOut(store, holdings) { (item) throws(LockerError) in
                try holdings.clash(with: item).map { LibraryConflicts.text($0, library: options.library) }
            }
            return
        }
        let missing = try holdings.missing(from: source.tree, store: store)
        let gone = missing.gone
        // What is left out is not lost, whatever becomes of it.
        let losable = try holdings.without(missing.excluded, store: store)
        let guarded = try DeletionGuard(source.tree, losable, gone: gone, remembered: remembered, store: store)
        if guarded.isRoot { throw LibraryConflicts.refusal(source, guarded, losable, options) }
        self.gone =
            guarded.folders.isEmpty ? gone : HeldPaths(try gone.rows.filter(to: store) { !guarded.keeps($0.path) })
        let missed = try LibraryConflicts.missed(remembered.mounts, in: source.tree, guarded)
        mounts = Set(missed + source.tree.mounts).sorted()
        isRootMounted = source.tree.isRootMounted
        skipped =
            try guarded.skipped(library: options.library, losable)
            + LibraryConflicts.leaveOut(of: &plan, store, holdings, guarded, missing.excluded)
    }

    /// The entries to remove when `items` and `others` become part of the library.
    ///
    /// - Parameter last: whether nothing else does.
    func removals(
        with items: some Sequence<TreeItem>, _ others: SortedTable<TreeItem>, last: Bool
    ) throws(LockerError) -> HeldPaths {
        guard let gone else { return try HeldPaths() }
        var conflicts: Set<EntryPath> = []
        for item in items { conflicts.formUnion(try holdings.conflicts(with: item.path)) }
        var reader = others.reader()
        while let other = try reader.next() { conflicts.formUnion(try holdings.conflicts(with: other.path)) }
        if !last { return try HeldPaths(Array(conflicts)) }
        for path in conflicts where try gone.contains(path) { conflicts.remove(path) }
        if conflicts.isEmpty { return gone }
        var (removals, paths) = (TableWriter<HeldPath>(to: store), gone.rows.reader())
        var rest = conflicts.sorted(by: >)
        while let path = try paths.next() {
            while let next = rest.last, next < path.path { removals.append(HeldPath(rest.removeLast())) }
            removals.append(path)
        }
        for path in rest.reversed() { removals.append(HeldPath(path)) }
        return HeldPaths(try removals.finish())
    }

    /// The disks that are still gone, or of which nothing could be seen, or nothing is to be seen: they are missed the next
    /// time too.
    private static func missed(
        _ mounts: [EntryPath], in tree: Tree, _ guarded: DeletionGuard
    ) throws(LockerError) -> [EntryPath] {
        let unread = Set(tree.unread.map(\.bytes))
        var missed: [EntryPath] = []
        for mount in mounts {
            var isMissed =
                guarded.folders.contains(mount) || guarded.keeps(mount)
                || mount.withFolders.contains(where: unread.contains)
            for folder in mount.withFolders where try tree.excluded.contains(folder) { isMissed = true }
            if isMissed { missed.append(mount) }
        }
        return missed
    }

    /// Takes out of `plan` what would be in the place of what stays. Returns that, with the reasons.
    private static func leaveOut(
        of plan: inout SyncPlan, _ store: PageStore, _ holdings: HeldPaths, _ guarded: DeletionGuard,
        _ excluded: HeldPaths
    ) throws(LockerError) -> [Skipped] {
        if guarded.folders.isEmpty, excluded.count == 0 { return [] }
        return try plan.leaveOut(store, holdings) { (item) throws(LockerError) in
            for conflict in try holdings.conflicts(with: item.path) {
                if guarded.keeps(conflict) { return "in the place of what is kept; see that its disk is mounted" }
                if try excluded.contains(conflict) { return LibraryConflicts.text(inPlaceOf: conflict) }
            }
            return nil
        }
    }
}
