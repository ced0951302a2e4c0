import LockerAPI
import LockerBase
import LockerClient

/// One look at a folder and its library, and what there is to be done about them.
struct BothRound {
    let connection: LockerConnection
    let options: BothOptions
    let observer: any ProgressObserver
    let source: WalkedFolder
    let base: AgreedBase
    let plan: MergePlan
    /// Which folder of which device it is.
    let origin: SyncOrigin
    /// What a person should know of the two, beside what is in them.
    let warnings: [String]
    /// The folders that are made here.
    let made = MadeFolders()

    /// Walks the folder at `directory` (bytes), asks what the library has, and compares.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` where most of what both had would go from one of the two, or all
    ///   of the library is gone, unless that is meant; ``LockerError/Code/alreadyExists`` where the two do not seem to
    ///   belong together;
    ///   ``LockerError/Code/notFound`` where there is nothing to be pulled from.
    init(
        _ directory: [UInt8], _ connection: LockerConnection, _ options: BothOptions, _ observer: any ProgressObserver
    ) throws(LockerError) {
        (self.connection, self.options, self.observer) = (connection, options, observer)
        let (library, stateFolder) = (options.sync.library, options.sync.stateFolder)
        var source = try WalkedFolder(
            directory, connection: connection, library: library, under: options.sync.under, rules: options.sync.rules,
            stateFolder: stateFolder, observer: SilentProgress())
        origin = SyncOrigin(of: source.folder, stateFolder: stateFolder)
        base = try BaseFinder(source: source, listsAll: options.sync.rehash).find()
        if options.pullsOnly, base.newest.revision == 0 {
            throw LockerError(
                .notFound, "there is no library \"\(library.printable)\" to pull from; check the name",
                hint: .listLibraries)
        }
        if base.newest.revision == 0, base.loaded.revision > 0, !options.allowsEmptying {
            throw LockerError(
                .notFound,
                """
                \(EntryPath.printable(source.folder.realPath)): library "\(library.printable)", which it was in step with, \
                is not there any more: it was renamed or deleted; nothing was changed. Give --library with the new name, \
                or --allow-emptying to make it anew
                """, hint: .listLibraries)
        }
        warnings = try PairingCheck(source: source, base: base, origin: origin, options: options).warnings()
        let renames = options.nameClash == .rename && source.stateFile != nil
        plan = try MergePlanner.plan(source, base, options.sync, renames: renames)
        source.names = plan.names
        self.source = source
        if options.allowsEmptying { return }
        try EmptyingGuard(source: source, loaded: base.loaded, plan: plan, withdraws: !options.pullsOnly).check()
    }

    /// What is said of the revisions that are made.
    var description: CommitDescription {
        let isAgreed = base.isAgreed && base.loaded.revision > 0
        return CommitDescription(
            origin: origin.told, note: options.sync.note, base: isAgreed ? base.loaded.revision : nil)
    }

    /// Changes things in the folder.
    func localFolder() -> LocalFolder {
        LocalFolder(root: source.root, ignoring: options.sync.ignoring, made: made)
    }
}
