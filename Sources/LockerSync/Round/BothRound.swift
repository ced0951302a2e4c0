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

    /// Walks the folder at `directory` (bytes), asks what the library has, and compares.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` where most of what both had would go from one of the two, or all
    ///   of the library is gone, unless that is meant; ``LockerError/Code/notFound`` where there is nothing to be pulled from.
    init(
        _ directory: [UInt8], _ connection: LockerConnection, _ options: BothOptions, _ observer: any ProgressObserver
    ) throws(LockerError) {
        (self.connection, self.options, self.observer) = (connection, options, observer)
        let (library, stateFolder) = (options.sync.library, options.sync.stateFolder)
        source = try WalkedFolder(
            directory, connection: connection, library: library, under: nil, rules: options.sync.rules,
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
        if !options.pullsOnly, !options.sync.fromHere, base.loaded.revision == 0, base.newest.revision > 0 {
            try BothRound.checkIsApart(origin, library, connection)
        }
        plan = try MergePlanner.plan(source, base, options.sync)
        if options.allowsEmptying { return }
        try EmptyingGuard(source: source, loaded: base.loaded, plan: plan, withdraws: !options.pullsOnly).check()
    }

    /// What is said of the revisions that are made.
    var description: CommitDescription {
        let isAgreed = base.isAgreed && base.loaded.revision > 0
        return CommitDescription(
            origin: origin.told, note: options.sync.note, base: isAgreed ? base.loaded.revision : nil)
    }

    /// Sees to it that a folder which was never in step with a library does not become one with another folder of this
    /// device which is.
    private static func checkIsApart(
        _ origin: SyncOrigin, _ library: String, _ connection: LockerConnection
    ) throws(LockerError) {
        guard try connection.has(.sources) else { return }
        let usage = try connection.call(LockerMethods.usage, .init())
        let found = usage.libraries.first { $0.name == library && $0.hasSource }
        guard let source = found?.source, source.device == origin.source?.device, origin.isOther(than: source),
            FileIdentity(path: Array(source.folder)) != nil
        else { return }
        throw LockerError(
            .failedPrecondition,
            """
            library "\(library.printable)" is synced from \(source.shown) of this device, and would have all of both \
            folders, as would they; nothing was changed. Give --library another name to keep them apart; if that is what \
            you want, give --from-here
            """)
    }

    /// Changes things in the folder.
    func localFolder() -> LocalFolder {
        LocalFolder(root: source.folder.descriptor, ignoring: options.sync.ignoring)
    }
}
