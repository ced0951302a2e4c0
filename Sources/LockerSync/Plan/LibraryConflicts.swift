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
        let gone = try holdings.gone(from: source.tree, store: store)
        let guarded = try DeletionGuard(source.tree, holdings, gone: gone, remembered: remembered, store: store)
        if guarded.isRoot { throw LibraryConflicts.refusal(source, guarded, holdings, library: options.library) }
        self.gone =
            guarded.folders.isEmpty ? gone : HeldPaths(try gone.rows.filter(to: store) { !guarded.keeps($0.path) })
        // A disk that is still gone, or of which nothing could be seen, is missed the next time too.
        let unread = Set(source.tree.unread.map(\.bytes))
        let missed = remembered.mounts.filter { mount in
            guarded.folders.contains(mount) || guarded.keeps(mount)
                || mount.withFolders.contains(where: unread.contains)
        }
        mounts = Set(missed + source.tree.mounts).sorted()
        isRootMounted = source.tree.isRootMounted
        let reason = "in the place of what is kept; \(LibraryConflicts.remedy)"
        skipped =
            try guarded.skipped(library: options.library, holdings)
            + (guarded.folders.isEmpty
                ? []
                : plan.leaveOut(store, holdings) { (item) throws(LockerError) in
                    try holdings.conflicts(with: item.path).contains(where: guarded.keeps) ? reason : nil
                })
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

    private static let remedy = "see that its disk is mounted"

    private static func text(_ clash: Clash, library: String) -> String {
        switch clash {
        case .folder(_, let entries):
            """
            library "\(library)" has a folder of this name (entries below it: \(entries)), and without --delete nothing \
            is removed; rename one of the two, or sync with --delete
            """
        case .file(let path):
            """
            library "\(library)" has a file or a link at \(path), and without --delete nothing is removed; rename one \
            of the two, or sync with --delete
            """
        }
    }

    private static func refusal(
        _ source: WalkedFolder, _ guarded: DeletionGuard, _ holdings: HeldPaths, library: String
    ) -> LockerError {
        let isEmpty = guarded.isEmpty
        return LockerError(
            .failedPrecondition,
            """
            \(EntryPath.printable(source.folder.realPath)): \
            \(isEmpty ? "nothing is in it" : "no disk is mounted there any more"), and --delete would remove \
            \(isEmpty ? "all that" : "much of what") library "\(library)" holds (entries: \(holdings.count)); see that it \
            is the right folder and mounted, or remove the library with locker library delete, or what is to go of it with \
            locker rm --recursive
            """)
    }
}
