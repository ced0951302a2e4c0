import LockerAPI
import LockerBase
import LockerClient

/// A folder as a walk found it, the library that it belongs to, and what is remembered of it.
struct WalkedFolder {
    let folder: SourceFolder
    let tree: Tree
    /// What is called otherwise in the folder than in the library.
    var names: PlacedNames
    /// Takes what there is of each file.
    let store: PageStore
    let subject: SyncState.Subject
    let library: LibraryReader
    /// Nil when nothing is to be remembered.
    let stateFile: SyncStateFile?
    private let loading: StateLoading?
    /// So often at most a folder is walked, while other processes give names to what is in it.
    private static let walks = 3

    /// Where the paths of the tree lead.
    var root: TreeRoot { TreeRoot(folder.descriptor, under: subject.under, names: names) }

    /// Walks the folder at `directory` (bytes); the observer hears of what is passed over.
    ///
    /// - Parameters:
    ///   - under: the folder of the library that all of it goes below; nil for the library itself.
    ///   - rules: what is left out.
    ///   - stateFolder: where what was sent is remembered.
    init(
        _ directory: [UInt8], connection: LockerConnection, library: String, under: EntryPath?, rules: IgnoreRules,
        stateFolder: String?, observer: any ProgressObserver
    ) throws(LockerError) {
        folder = try SourceFolder.open(directory)
        let status = try connection.call(LockerMethods.status, .init())
        store = PageStore(in: stateFolder)
        let subject = SyncState.Subject(
            store: Array(status.store), account: status.account, library: library, directory: folder.realPath,
            under: under)
        self.subject = subject
        self.library = LibraryReader(connection: connection, library: library)
        stateFile = stateFolder.map { SyncStateFile(of: subject, in: $0) }
        // Of what is remembered in one file, also where another process saves it anew.
        let opened = stateFile?.open()
        if let file = stateFile, let opened {
            // Into a store of its own: in one they would wait for each other.
            loading = StateLoading(file, from: opened, to: PageStore(in: stateFolder))
        } else {
            loading = nil
        }
        var known = PlacedNames()
        if let opened, SyncState.hasPlacedNames(opened), let state = loading?.state { known = state.placed }
        names = try known.holding(in: folder.descriptor, under: under)
        let own = stateFolder.flatMap(FileIdentity.init(path:))
        var found = try TreeWalker.walk(
            folder, excluding: own, rules: rules, under: under, names: names, store: store)
        for _ in 1..<WalkedFolder.walks {
            // What got another name meanwhile, as by a restore, may have been taken for a thing of its own.
            guard let stateFile, !stateFile.isStill(opened) else { break }
            let now = stateFile.names(unless: known, by: PageStore(in: stateFolder))
            if now == known { break }
            (known, names) = (now, try now.holding(in: folder.descriptor, under: under))
            found = try TreeWalker.walk(
                folder, excluding: own, rules: rules, under: under, names: names, store: store)
        }
        tree = found
        for item in tree.skipped { observer.skipped(item) }
    }

    /// What the library's `revision` holds where the tree goes.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` where something that is no folder is in the way of all of it.
    func holdings(at revision: UInt64) throws(LockerError) -> HeldPaths {
        var paths = TableWriter<HeldPath>(to: store)
        if let under = subject.under { try LibraryFolder(library, revision: revision).check(under) }
        _ = try library.forEachPage(revision: revision, under: subject.under) { (entries) throws(LockerError) in
            for entry in entries {
                let path = try EntryPath(entry.path)
                // An empty folder in its place is none of what is below it.
                if let under = subject.under, !path.isBelow(under) { continue }
                paths.append(HeldPath(path, isFolder: entry.kind == .folder))
            }
        }
        return HeldPaths(try paths.finish())
    }

    /// What of that is at the paths of `items`, below them, or in the place of a folder on the way: all that can be in
    /// their way, without a look at the rest.
    func holdings(around items: [TreeItem], at revision: UInt64) throws(LockerError) -> HeldPaths {
        var (folders, paths) = (Set<EntryPath>(), Set<HeldPath>())
        if let under = subject.under { try LibraryFolder(library, revision: revision).check(under) }
        for item in items {
            for folder in item.path.folders where folders.insert(folder).inserted {
                guard let first = try library.first(in: folder, at: revision) else { continue }
                if first.path.elementsEqual(folder.bytes) {
                    paths.insert(HeldPath(folder, isFolder: first.kind == .folder))
                }
            }
            _ = try library.forEachPage(revision: revision, under: item.path) { (entries) throws(LockerError) in
                for entry in entries {
                    paths.insert(HeldPath(try EntryPath(entry.path), isFolder: entry.kind == .folder))
                }
            }
        }
        return HeldPaths(try SortedTable(Array(paths)))
    }

    /// What was remembered, however old it is.
    func load() -> SyncState { loading?.state ?? SyncState(subject: subject) }

    /// What of `state` is still so at `revision`, the newest.
    ///
    /// - Parameter listing: whether all that the library has is to be looked at, whatever is remembered of it.
    func current(_ state: SyncState, at revision: UInt64, listing: Bool = false) throws(LockerError) -> SyncState {
        try StateLineage(library: library, store: store, listsAll: listing).current(state, at: revision)
    }
}
