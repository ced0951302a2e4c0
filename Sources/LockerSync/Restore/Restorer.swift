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
        var list = EntryList(to: RollStore(in: SyncStateFile.defaultFolder))
        let revision = try LibraryReader(connection: connection, library: options.library)
            .forEachPage(revision: options.revision) { for entry in $0 { list.append(entry) } }
        let (entries, repeated) = try list.finish()
        observer.begin(files: list.files.count, bytes: list.files.bytes)
        defer { observer.end() }

        let root = try SourceFolder.open(directory, creating: true).descriptor
        let run = RestoreRun(
            overwrite: options.overwrite, verify: options.verify, names: LibraryNames(entries))
        var report = try restore(entries, of: revision, below: root, run, observer)
        for item in repeated { observer.skipped(item) }
        report.revision = revision
        report.skipped += repeated
        report.skipped.sort { $0.path.lexicographicallyPrecedes($1.path) }
        report.warnings = run.warnings
        report.seconds = (ContinuousClock.now - start) / .seconds(1)
        return report
    }

    private func restore(
        _ entries: Roll<Locker_V1_Entry>, of revision: UInt64, below root: Descriptor, _ run: RestoreRun,
        _ observer: any ProgressObserver
    ) throws(LockerError) -> RestoreReport {
        let (report, group) = (Monitor(RestoreReport()), PlacementGroup())
        let (connection, library) = (connection, options.library)
        removeLeftovers(of: root)
        let together = try connection.has(.restoreFiles)
        var runs = EntryRuns(entries, together: together)
        let next = { () throws(LockerError) in try runs.next() }
        try WorkQueue.run(threads: min(options.threads, entries.count), next) { queue in
            let job = RestoreJob(
                connection: connection, library: library, revision: revision, root: root, run, group,
                together: together)
            while let run = queue.take() {
                do throws(LockerError) {
                    for entry in run {
                        try Restorer.restore(entry, with: job, RestoreAccount(entry, in: report, observer))
                    }
                    try job.finish()
                } catch {
                    queue.fail(error)
                }
            }
        }
        try group.finish()
        if report.withLock({ $0.restored > 0 }) {
            // The names too are on the disk when this says that they are there.
            try translatingSystemErrors(remedy: "what was restored may not be on the disk; restore again with --verify")
            {
                () throws(SystemError) in
                try root.syncFileSystem(subject: "the folder")
            }
        }
        return report.withLock { $0 }
    }

    private func removeLeftovers(of root: Descriptor) {
        guard let names = try? readFolder(root).map(\.name) else { return }
        TemporaryFiles.removeLeftovers(among: names, of: root)
    }

    private static func restore(
        _ entry: Locker_V1_Entry, with job: RestoreJob, _ account: RestoreAccount
    ) throws(LockerError) {
        let path: EntryPath
        do {
            path = try EntryPath(entry.path)
        } catch {
            return account.close(.skipped(error.message))
        }
        do throws(FileFailure) {
            try job.put(entry, at: path, account)
        } catch {
            account.close(.skipped(try error.reason.text))
        }
    }
}
