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

    /// Writes every entry that is not there yet.
    ///
    /// - Throws: when the revision cannot be listed, the daemon cannot be reached, or the disk is full; what concerns
    ///   one entry only is in the report's ``RestoreReport/skipped``.
    package func run(_ observer: any ProgressObserver = SilentProgress()) throws(LockerError) -> RestoreReport {
        let start = ContinuousClock.now
        var list = EntryList(to: PageStore(in: SyncStateFile.defaultFolder))
        let revision = try LibraryReader(connection: connection, library: options.library)
            .forEachPage(revision: options.revision) { list.append($0) }
        let (entries, repeated) = try list.finish()
        observer.begin(files: list.files.count, bytes: list.files.bytes)
        defer { observer.end() }

        let root = try SourceFolder.open(directory, creating: true)
        let run = RestoreRun(
            overwrite: options.overwrite, verify: options.verify, names: LibraryNames(entries),
            isRootMade: root.isMade)
        let workers = RestoreThreads(
            connection: connection, library: options.library, threads: options.threads, observer: observer)
        var report = try workers.put(entries, of: revision, below: root.descriptor, run)
        for item in repeated { observer.skipped(item) }
        report.revision = revision
        report.skipped += repeated
        report.skipped.sort { $0.path.lexicographicallyPrecedes($1.path) }
        report.warnings = run.warnings
        report.seconds = (ContinuousClock.now - start) / .seconds(1)
        return report
    }
}
