import LockerBase

/// What of a plan can become part of a library, and what that takes out of it.
struct LibraryConflicts {
    /// What is passed over, because it would cost the library something that is not to be removed.
    let skipped: [Skipped]
    /// Where file systems are mounted, for the next sync to know.
    let mounts: [EntryPath]
    let holdings: HeldPaths
    private let guarded: DeletionGuard?
    /// The entries whose files are gone; empty without `delete`.
    private let gone: [EntryPath]

    /// Leaves out of `plan` what may not become part of the library.
    ///
    /// - Parameter remembered: what was remembered of the tree.
    /// - Throws: ``LockerError/Code/failedPrecondition`` when `delete` would empty the library because the folder is
    ///   empty: more likely its disk is not mounted, or it is the wrong folder.
    init(
        _ plan: inout SyncPlan, of source: WalkedFolder, with holdings: HeldPaths, remembered: SyncState,
        options: SyncOptions
    ) throws(LockerError) {
        self.holdings = holdings
        plan.dropFolders(holdings.hasAnything)
        guard options.delete else {
            guarded = nil
            gone = []
            mounts = Set(source.tree.mounts + remembered.mounts).sorted()
            skipped = plan.leaveOut { item in
                holdings.clash(with: item).map { LibraryConflicts.text($0, library: options.library) }
            }
            return
        }
        let guarded = DeletionGuard(source.tree, holdings, remembered: remembered)
        if guarded.isRoot { throw LibraryConflicts.refusal(source, holdings, library: options.library) }
        self.guarded = guarded
        gone = holdings.gone(from: source.tree).filter { !guarded.keeps($0) }
        let lost = Set(guarded.folders).intersection(remembered.mounts)
        mounts = lost.union(source.tree.mounts).sorted()
        let reason = "in the place of what is kept; \(LibraryConflicts.remedy)"
        skipped =
            guarded.skipped(library: options.library, holdings)
            + plan.leaveOut { item in holdings.conflicts(with: item.path).contains(where: guarded.keeps) ? reason : nil
            }
    }

    /// The entries to remove when `items` become part of the library.
    ///
    /// - Parameter last: whether nothing else does.
    func removals(with items: [TreeItem], last: Bool) -> [EntryPath] {
        guard guarded != nil else { return [] }
        var removals = Set(last ? gone : [])
        for item in items { removals.formUnion(holdings.conflicts(with: item.path)) }
        return removals.sorted()
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

    private static func refusal(_ source: WalkedFolder, _ holdings: HeldPaths, library: String) -> LockerError {
        let isEmpty = source.tree.substance.isEmpty
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
