import Glibc
import LockerBase
import Logging
import POSIXSupport
import PackEngine
import Recipes

/// What a backup did.
public struct BackupReport: Sendable {
    /// What became of the packs.
    public var packs = PackStore.Copied()
    /// Packs that were removed from the backup, because the store has them no more.
    public var removedPacks = 0
    /// Bytes of content that were read back from the backup, each chunk of each file, and files.
    public var checkedBytes = 0
    public var checkedFiles = 0
    public var seconds = 0.0
}

extension Locker {
    /// Starts a backup to the directory at `path`, which is empty, or holds an older backup of this store.
    ///
    /// It is a store: `lockerd --store PATH` serves it. It has everything that was committed when the backup began.
    /// Wherever it is stopped, the backup before is whole as long as no new one is.
    ///
    /// - Parameter isChecked: whether to open the backup afterwards and read everything in it.
    public func startBackup(to path: String, isChecked: Bool) throws(LockerError) -> Job {
        guard path.hasPrefix("/") else {
            throw LockerError(.invalidArgument, "\(path): a backup goes to an absolute path on the daemon's machine")
        }
        return try jobs.start(.backup) { [self] (job) throws(LockerError) in
            let start = ContinuousClock.now
            var report = try backUp(to: path, job)
            if isChecked { try check(path, &report, job) }
            report.seconds = start.duration(to: .now) / .seconds(1)
            return .backedUp(report)
        }
    }

    private func backUp(to path: String, _ job: Job) throws(LockerError) -> BackupReport {
        let target = try packs.openBackup(path)
        defer { withExtendedLifetime(target) {} }
        job.begin("copying the database", total: 0)
        // The database first: the packs have all that it speaks of, and may have more.
        try metadata.copy(to: path + "/metadata.sqlite.new")
        job.begin("copying packs", total: 0)
        var report = BackupReport()
        report.packs = try packs.copyPacks(to: path + "/packs") { (done, total) throws(LockerError) in
            try job.advance(to: done, of: total)
        }
        try translatingSystemErrors(remedy: "the backup is not complete") { () throws(SystemError) in
            for suffix in ["-wal", "-shm"] { unlink(path + "/metadata.sqlite" + suffix) }
            guard rename(path + "/metadata.sqlite.new", path + "/metadata.sqlite") == 0 else {
                throw SystemError("rename", on: path + "/metadata.sqlite")
            }
            let directory = try Descriptor.open(path, O_RDONLY | O_DIRECTORY)
            guard fsync(directory.number) == 0 else { throw SystemError("fsync", on: path) }
        }
        report.removedPacks = try packs.removeOthers(in: path + "/packs")
        return report
    }

    /// Opens the backup as a store, and reads every chunk of every file that it knows.
    private func check(_ path: String, _ report: inout BackupReport, _ job: Job) throws(LockerError) {
        job.begin("opening the backup", total: 0)
        var quiet = Logger(label: "backup")
        quiet.logLevel = .critical
        let copy = try Locker(directory: path, configuration: Configuration(), logger: quiet)
        defer { copy.close() }
        try copy.packs.waitForIndex()
        let context = ReadContext()
        job.begin("reading the backup", total: Int(try copy.metadata.totals().blobs))
        var (files, bytes) = (0, 0)
        try copy.metadata.forEachBlob { (blob) throws(LockerError) in
            let recipe = try Recipe.decode(try copy.packs.readAll(.recipe, blob))
            let reader = ContentReader(recipe: recipe, packs: copy.packs, context: context)
            try reader.read(0..<recipe.size) { bytes += $0.reduce(0) { $0 + $1.count } }
            files += 1
            try job.advance(to: files)
        }
        (report.checkedFiles, report.checkedBytes) = (files, bytes)
    }
}
