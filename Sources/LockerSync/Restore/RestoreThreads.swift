import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport

/// Puts entries of one revision under a folder, several at a time.
struct RestoreThreads {
    let connection: LockerConnection
    let library: String
    /// Files in flight at a time.
    let threads: Int
    /// Whether files get their names once they are on the disk, and the names too are there when it returns.
    let syncs: Bool
    let observer: any ProgressObserver

    /// - Throws: the error after which no other entry can be put; what concerns one of them only is in the report's
    ///   ``RestoreReport/skipped``.
    func put(
        _ entries: SortedTable<Locker_V1_Entry>, of revision: UInt64, below root: TreeRoot, _ run: RestoreRun
    ) throws(LockerError) -> RestoreReport {
        let shares = DescriptorShares(threads: threads)
        let (report, group) = (Monitor(RestoreReport()), PlacementGroup(files: shares.files, syncs: syncs))
        let (connection, library, observer) = (connection, library, observer)
        removeLeftovers(of: root.folder)
        let folders = try connection.has(.restoreFiles) ? shares.folders : nil
        var runs = EntryRuns(entries, together: folders != nil)
        let next = { () throws(LockerError) in try runs.next() }
        // What is written when the rest is given up gets its name as well.
        defer { try? group.finish() }
        try WorkQueue.run(threads: min(threads, entries.count), next) { queue in
            let job = RestoreJob(
                connection: connection, library: library, revision: revision, root: root, run, group,
                folders: folders)
            while let run = queue.take() {
                do throws(LockerError) {
                    for entry in run {
                        try RestoreThreads.put(entry, with: job, RestoreAccount(entry, in: report, observer))
                    }
                    try job.finish()
                } catch {
                    queue.fail(error)
                }
            }
        }
        try group.finish()
        if syncs, report.withLock({ $0.restored > 0 }) {
            // The names too are on the disk when this says that they are there.
            try translatingSystemErrors(remedy: "what was restored may not be on the disk; restore again with --verify")
            {
                () throws(SystemError) in
                try root.folder.syncFileSystem(subject: "the folder")
            }
        }
        return report.withLock { $0 }
    }

    private func removeLeftovers(of root: Descriptor) {
        guard let names = try? readFolder(root).map(\.name) else { return }
        TemporaryFiles.removeLeftovers(among: names, of: root)
    }

    private static func put(
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
