import LockerAPI
import LockerBase
import LockerClient

/// Gives what a restore could not put another name, where the disk takes its own for that of something else, as a pull does.
/// The names are remembered for each sync of the folder, and for the next restore to it. For one thread.
final class RestoreNames {
    private let entries: SortedTable<Locker_V1_Entry>
    private let held: RevisionNames
    private let subject: SyncState.Subject
    private let stateFolder: String
    private let isRehearsal: Bool
    /// What of it was foreseen by a rehearsal; nil where there is none to do so, or nothing to foresee.
    private let foreseen: ForeseenNames?
    /// Where the paths of entries lead by now.
    private(set) var root: TreeRoot
    /// What has got another name so far.
    private(set) var placed: [PlacedPath] = []
    /// What is remembered of how things are called, as far as is known.
    private var known = PlacedNames()

    /// Nil where everything is to have its own name, or nothing can be remembered.
    ///
    /// - Parameters:
    ///   - folder: what is restored to.
    ///   - entries: those that are restored of `revision`.
    ///   - foreseen: is asked by a rehearsal meanwhile.
    init?(
        _ options: RestoreOptions, in folder: SourceFolder, _ entries: SortedTable<Locker_V1_Entry>,
        of library: LibraryReader, _ revision: UInt64, _ foreseen: ForeseenNames?
    ) throws(LockerError) {
        guard options.nameClash == .rename, let stateFolder = options.stateFolder else { return nil }
        let (connection, under) = (library.connection, options.selection.under)
        let status = try connection.call(LockerMethods.status, .init())
        subject = SyncState.Subject(
            store: Array(status.store), account: status.account, library: library.library, directory: folder.realPath,
            under: under)
        self.entries = entries
        self.stateFolder = stateFolder
        held = RevisionNames(entries, isAll: options.selection.isAll, of: library, revision)
        (isRehearsal, self.foreseen) = (options.dryRun, foreseen)
        root = TreeRoot(folder.descriptor, under: under)
        known = file.names(unless: known)
        root.names = try known.holding(in: folder.descriptor, under: under)
    }

    /// Finds names for what the library has under names by which other things of it are called here. To be called before
    /// anything is put: both would come to one place.
    func begin() throws(LockerError) {
        let clashes = NameClashes(in: root, held)
        for (path, name) in root.names.all {
            let here = EntryPath(known: PlacedNames.path(of: name, in: PlacedNames.parts(of: path).folder))
            guard clashes.names.name(of: here.bytes) == nil else { continue }
            let (entry, isFolder) = (try entries.row(at: here.bytes), try entries.contains(startingWith: here.asFolder))
            guard isFolder || entry != nil else { continue }
            let clash = NameClashes.Collision(path: here, owner: EntryPath(known: path))
            try call(clash, isFolder: isFolder || entry?.kind == .folder, clashes)
        }
        try take(clashes.names)
    }

    /// Finds names for those of `skipped` whose own is another entry's to the disk. Returns what leads elsewhere for that, in
    /// path order: it may be put there.
    func rename(_ skipped: [Skipped]) throws(LockerError) -> [Locker_V1_Entry] {
        // What it knows of the disk is older than what was put.
        let clashes = NameClashes(in: root, held)
        var renamed: [Locker_V1_Entry] = []
        for bytes in skipped.map(\.path).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            guard let entry = try entries.row(at: bytes), let path = try? EntryPath(entry.path) else { continue }
            try look(at: path, isFolder: entry.kind == .folder, clashes)
            let (components, names) = (path.components, clashes.names)
            if names.placed(components) != root.names.placed(components) { renamed.append(entry) }
        }
        try take(clashes.names)
        return renamed
    }

    /// Takes note of how the disk lists what was put of `entries`, all but `skipped`: each sync of the folder finds it so.
    func note(_ entries: SortedTable<Locker_V1_Entry>, besides skipped: [Skipped]) throws(LockerError) {
        if isRehearsal || ListedNames.areGiven(in: root) { return }
        let (listed, passedOver) = (ListedNames(in: root), Set(skipped.map { $0.path }))
        var rows = entries.reader()
        while let entry = try rows.next() {
            guard !passedOver.contains(entry.key), let path = try? EntryPath(entry.path) else { continue }
            try listed.look(at: path)
        }
        try take(listed.added(to: root.names))
    }

    private func look(at path: EntryPath, isFolder: Bool, _ clashes: NameClashes) throws(LockerError) {
        // What has the name may be none of the library's: that is in the way, whatever the disk calls it.
        guard let clash = try clash(at: path, clashes), try held.contains(clash.owner) else { return }
        try call(clash, isFolder: isFolder || clash.path != path, clashes)
    }

    private func clash(at path: EntryPath, _ clashes: NameClashes) throws(LockerError) -> NameClashes.Collision? {
        if let clash = try clashes.clash(at: path) { return clash }
        // What has another name by now, with all that is in it, is not given one more.
        guard let clash = foreseen?.clashes[path.bytes] else { return nil }
        return clashes.names.name(of: clash.path.bytes) == nil ? clash : nil
    }

    private func call(_ clash: NameClashes.Collision, isFolder: Bool, _ clashes: NameClashes) throws(LockerError) {
        guard let other = try clashes.callOtherwise(clash, isFolder: isFolder) else { return }
        placed.append(PlacedPath(path: clash.path.bytes, placedAs: other.bytes))
    }

    private func take(_ names: PlacedNames) throws(LockerError) {
        guard names != root.names else { return }
        root.names = names
        if isRehearsal { return }
        // Before anything has the names: else those things would be others than the library's, should the restore end early.
        known = try file.save(names, since: known, by: PageStore(in: stateFolder))
        root.names = known
    }

    private var file: SyncStateFile { SyncStateFile(of: subject, in: stateFolder) }
}
