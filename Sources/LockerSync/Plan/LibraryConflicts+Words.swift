import LockerBase

extension LibraryConflicts {
    /// Why what is in the way of `clash` is passed over.
    static func text(_ clash: Clash, library: String) -> String {
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

    /// Why what would take the place of `excluded` is passed over.
    static func text(inPlaceOf excluded: EntryPath) -> String {
        """
        in the place of \(excluded), which is left out and stays in the library; rename one of the two, or remove the \
        entry with locker rm
        """
    }

    /// Why nothing is removed by a folder that seems to have lost all.
    static func refusal(
        _ source: WalkedFolder, _ guarded: DeletionGuard, _ holdings: HeldPaths, _ options: SyncOptions
    ) -> LockerError {
        let nothing = source.tree.excluded.isEmpty ? "nothing is in it" : "nothing but what is left out is in it"
        let state = guarded.isEmpty ? nothing : "no disk is mounted there any more"
        let remedy = options.under == nil ? "remove the library with locker library delete, or " : "remove "
        return LockerError(
            .failedPrecondition,
            """
            \(EntryPath.printable(source.folder.realPath)): \(state), and --delete would remove \
            \(guarded.isEmpty ? "all that" : "much of what") \(options.place) holds (entries: \(holdings.count)); see \
            that it is the right folder and mounted, or \(remedy)what is to go of it with locker rm --recursive
            """)
    }
}
