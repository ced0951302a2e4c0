import LockerAPI
import LockerBase
import POSIXSupport

/// Writes a library's entries below a folder.
public struct Restorer {
    private let connection: LockerConnection
    private let directory: [UInt8]
    private let options: RestoreOptions

    /// Prepares to restore to `directory` (bytes), which is made when it is missing.
    public init(connection: LockerConnection, directory: [UInt8], options: RestoreOptions = RestoreOptions()) {
        self.connection = connection
        self.directory = directory
        self.options = options
    }

    public init(connection: LockerConnection, directory: String, options: RestoreOptions = RestoreOptions()) {
        self.init(connection: connection, directory: Array(directory.utf8), options: options)
    }

    /// Writes every entry that is not there yet.
    ///
    /// - Throws: when the revision cannot be listed, the daemon cannot be reached, or the disk is full; what concerns
    ///   one entry only is in the report's ``RestoreReport/skipped``.
    public func run(_ observer: any ProgressObserver = SilentProgress()) throws(LockerError) -> RestoreReport {
        let start = ContinuousClock.now
        var entries: [Locker_V1_Entry] = []
        let revision = try LibraryReader(connection: connection, library: options.library)
            .forEachPage(revision: options.revision) { entries += $0 }
        let files = entries.filter { $0.kind == .file }
        observer.begin(files: files.count, bytes: files.reduce(0) { $0 + Int(clamping: $1.size) })
        defer { observer.end() }

        let root = try SourceFolder.open(directory, creating: true).descriptor
        var report = try restore(entries, of: revision, below: root, observer)
        report.revision = revision
        report.skipped.sort { $0.path.lexicographicallyPrecedes($1.path) }
        report.seconds = (ContinuousClock.now - start) / .seconds(1)
        return report
    }

    private func restore(
        _ entries: [Locker_V1_Entry], of revision: UInt64, below root: Descriptor, _ observer: any ProgressObserver
    ) throws(LockerError) -> RestoreReport {
        let report = Monitor(RestoreReport())
        let (connection, options) = (connection, options)
        try WorkQueue.run(entries.count, threads: options.threads) { queue in
            let job = RestoreJob(
                connection: connection, library: options.library, revision: revision,
                target: RestoreTarget(root: root, overwrite: options.overwrite))
            while let index = queue.take() {
                let entry = entries[index]
                switch Restorer.restore(entry, with: job) {
                case .success(.skipped(let reason)):
                    let skipped = Skipped(path: Array(entry.path), reason: reason)
                    observer.skipped(skipped)
                    report.withLock { $0.skipped.append(skipped) }
                case .success(let outcome):
                    guard entry.kind == .file else { continue }
                    let size = Int(clamping: entry.size)
                    if outcome == .unchanged {
                        observer.spared(files: 1, bytes: size)
                    } else {
                        observer.advance(files: 1, bytes: size)
                    }
                    report.withLock { $0.add(outcome, size: size) }
                case .failure(let error): queue.fail(error)
                }
            }
        }
        return report.withLock { $0 }
    }

    private static func restore(
        _ entry: Locker_V1_Entry, with job: RestoreJob
    ) -> Result<RestoreTarget.Outcome, LockerError> {
        let path: EntryPath
        do {
            path = try EntryPath(entry.path)
        } catch {
            return .success(.skipped(error.message))
        }
        do {
            return .success(try job.put(entry, at: path))
        } catch {
            switch error {
            case .skipped(let reason): return .success(.skipped(reason.text))
            case .fatal(let error): return .failure(error)
            }
        }
    }
}

extension RestoreReport {
    fileprivate mutating func add(_ outcome: RestoreTarget.Outcome, size: Int) {
        if outcome == .unchanged { unchanged += 1 } else { restored += 1 }
        logicalBytes += size
    }
}
