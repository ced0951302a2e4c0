import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport

/// Writes a library's entries below a folder.
package struct Restorer {
    private let connection: LockerConnection
    private let directory: [UInt8]
    private let options: RestoreOptions

    /// Prepares to restore to `directory` (bytes), which is made when it is missing.
    package init(connection: LockerConnection, directory: [UInt8], options: RestoreOptions = RestoreOptions()) {
        self.connection = connection
        self.directory = directory
        self.options = options
    }

    package init(connection: LockerConnection, directory: String, options: RestoreOptions = RestoreOptions()) {
        self.init(connection: connection, directory: Array(directory.utf8), options: options)
    }

    /// Writes every entry that is meant and not there yet, or with a dry run says which these are.
    ///
    /// - Throws: when the revision cannot be listed, the daemon cannot be reached, or the disk is full; what concerns
    ///   one entry only is in the report's ``RestoreReport/skipped``.
    package func run(_ observer: any ProgressObserver = SilentProgress()) throws(LockerError) -> RestoreReport {
        let start = ContinuousClock.now
        let library = LibraryReader(connection: connection, library: options.library)
        var list = EntryList(to: PageStore(in: options.stateFolder))
        try options.selection.check()
        let revision = try library.list(options.selection, of: options.revision, to: &list)
        let (entries, repeated) = try list.finish()
        var report =
            if options.dryRun {
                try rehearse(entries, of: library, revision, observer)
            } else {
                try perform(entries, files: list.files, of: library, revision, observer)
            }
        for item in repeated { observer.skipped(item) }
        report.revision = revision
        report.skipped += repeated
        report.skipped.sort { $0.path.lexicographicallyPrecedes($1.path) }
        if entries.isEmpty, !options.selection.isAll { report.warnings.append("nothing of the library matches") }
        report.seconds = (ContinuousClock.now - start) / .seconds(1)
        return report
    }

    private func perform(
        _ entries: SortedTable<Locker_V1_Entry>, files: (count: Int, bytes: Int), of library: LibraryReader,
        _ revision: UInt64, _ observer: any ProgressObserver
    ) throws(LockerError) -> RestoreReport {
        observer.begin(files: files.count, bytes: files.bytes)
        defer { observer.end() }
        let folder = try SourceFolder.open(directory, creating: true)
        let (names, passing) = (LibraryNames(entries), DescriptorPassing(over: connection))
        return try rounds(in: folder, entries, of: library, revision, nil, observer).run(entries) {
            (entries, root, observer) throws(LockerError) in
            let run = RestoreRun(
                overwrite: options.overwrite, verify: options.verify, names: names, isRootMade: folder.isMade,
                passing: passing)
            let workers = RestoreThreads(
                connection: connection, library: options.library, threads: options.threads, syncs: options.syncs,
                observer: observer)
            var report = try workers.put(entries, of: revision, below: root, run)
            report.warnings = run.warnings
            return report
        }
    }

    private func rehearse(
        _ entries: SortedTable<Locker_V1_Entry>, of library: LibraryReader, _ revision: UInt64,
        _ observer: any ProgressObserver
    ) throws(LockerError) -> RestoreReport {
        let folder = try existing()
        let folding = folder.map { NameFolding.of($0.descriptor) } ?? NameFolding.of(comingTo: directory)
        let leading = options.selection.under?.components.count ?? 0
        let foreseen = ForeseenNames(folding, leading: leading) { () throws(LockerError) in
            try TwinPaths.find(in: entries)
        }
        let (content, names) = (RevisionContents(connection, options.library, revision), LibraryNames(entries))
        var report: RestoreReport
        if let folder {
            let rounds = try self.rounds(in: folder, entries, of: library, revision, foreseen, observer)
            report = try rounds.run(entries) { (entries, root, observer) throws(LockerError) in
                try rehearse(entries, in: root, names, content, foreseen, observer)
            }
        } else {
            report = try rehearse(entries, in: nil, names, content, foreseen, observer)
        }
        if let warning = foreseen?.warning { report.warnings.append(warning) }
        return report
    }

    private func rehearse(
        _ entries: SortedTable<Locker_V1_Entry>, in root: TreeRoot?, _ names: LibraryNames, _ content: RevisionContents,
        _ foreseen: ForeseenNames?, _ observer: any ProgressObserver
    ) throws(LockerError) -> RestoreReport {
        let run = RestoreRun(overwrite: options.overwrite, verify: options.verify, names: names, isRehearsal: true)
        let renames = options.nameClash == .rename && options.stateFolder != nil
        return try RestoreRehearsal.run(entries, in: root, run, content, foreseen, renames: renames, observer)
    }

    /// The folder; nil where it is not there.
    private func existing() throws(LockerError) -> SourceFolder? {
        do throws(LockerError) {
            return try SourceFolder.open(directory)
        } catch let error where error.code == .notFound {
            return nil
        }
    }

    private func rounds(
        in folder: SourceFolder, _ entries: SortedTable<Locker_V1_Entry>, of library: LibraryReader,
        _ revision: UInt64, _ foreseen: ForeseenNames?, _ observer: any ProgressObserver
    ) throws(LockerError) -> RestoreRounds {
        RestoreRounds(
            root: TreeRoot(folder.descriptor, under: options.selection.under),
            names: try RestoreNames(options, in: folder, entries, of: library, revision, foreseen),
            observer: observer)
    }
}
