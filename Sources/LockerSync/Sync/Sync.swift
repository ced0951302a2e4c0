import LockerAPI
import LockerBase
import POSIXSupport

/// Makes a library hold what a folder holds, sending what is new or changed.
package struct Sync: Sendable {
    private let connection: LockerConnection
    private let directory: [UInt8]
    private let options: SyncOptions

    /// Prepares to sync the folder at `directory` (bytes; it may be a link to a folder).
    package init(connection: LockerConnection, directory: [UInt8], options: SyncOptions = SyncOptions()) {
        self.connection = connection
        self.directory = directory
        self.options = options
    }

    package init(connection: LockerConnection, directory: String, options: SyncOptions = SyncOptions()) {
        self.init(connection: connection, directory: Array(directory.utf8), options: options)
    }

    /// Walks the folder, sends what the library lacks, and commits.
    ///
    /// What was committed before an error stays: the next sync goes on from there.
    /// - Throws: when the folder cannot be read, the daemon cannot be reached, the quota or the disk is full, or
    ///   ``SyncOptions/delete`` would empty the library because the folder is empty
    ///   (``LockerError/Code/failedPrecondition``); what concerns one file only is in the report's
    ///   ``SyncReport/skipped``.
    package func run(_ observer: any ProgressObserver = SilentProgress()) throws(LockerError) -> SyncReport {
        let start = ContinuousClock.now
        let source = try WalkedFolder(
            directory, connection: connection, library: options.library, under: options.under, rules: options.rules,
            stateFolder: options.stateFolder, observer: observer)
        let run = SyncRun(
            connection: connection, options: options, source: source,
            origin: SyncOrigin(of: source.folder, stateFolder: options.stateFolder), observer: observer)
        var report = try options.dryRun ? run.rehearse() : run.perform()
        report.skipped.sort { $0.path.lexicographicallyPrecedes($1.path) }
        report.seconds = (ContinuousClock.now - start) / .seconds(1)
        return report
    }
}
