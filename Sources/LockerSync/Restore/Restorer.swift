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
        var list = EntryList(to: PageStore(in: SyncStateFile.defaultFolder))
        let revision = try LibraryReader(connection: connection, library: options.library)
            .list(options.selection, of: options.revision, to: &list)
        let (entries, repeated) = try list.finish()
        var report =
            if options.dryRun {
                try RestoreRehearsal.run(
                    entries, in: directory, options, RevisionContents(connection, options.library, revision), observer)
            } else {
                try perform(entries, files: list.files, of: revision, observer)
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
        _ entries: SortedTable<Locker_V1_Entry>, files: (count: Int, bytes: Int), of revision: UInt64,
        _ observer: any ProgressObserver
    ) throws(LockerError) -> RestoreReport {
        observer.begin(files: files.count, bytes: files.bytes)
        defer { observer.end() }
        let root = try SourceFolder.open(directory, creating: true)
        let run = RestoreRun(
            overwrite: options.overwrite, verify: options.verify, names: LibraryNames(entries),
            isRootMade: root.isMade, passing: DescriptorPassing(over: connection))
        let workers = RestoreThreads(
            connection: connection, library: options.library, threads: options.threads, observer: observer)
        var report = try workers.put(entries, of: revision, below: TreeRoot(root.descriptor), run)
        report.warnings = run.warnings
        return report
    }
}
