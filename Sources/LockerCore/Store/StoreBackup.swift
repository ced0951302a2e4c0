import Glibc
import LockerBase
import Logging
import Metadata
import PackEngine
import Recipes

/// Copies the store while everything else goes on.
public struct StoreBackup: Sendable {
    let packs: PackStore
    let metadata: any MetadataBackEnd
    let lost: LostRecords
    let jobs: JobTable
    /// The store's.
    let directory: String
    let logger: Logger
    /// Opens a backup as the store that it is, for as long as it is read.
    let opening: Opening

    /// Runs the last argument on the packs and the metadata of the store at a path, and closes it again.
    typealias Opening =
        @Sendable (
            String, (PackStore, any MetadataBackEnd) throws(LockerError) -> Void
        ) throws(LockerError) -> Void

    /// Starts a backup to the directory at `path`, which is empty, or holds an older backup of this store.
    ///
    /// It is a store: `lockerd --store PATH` serves it. It has everything that was committed when the backup began.
    /// Wherever it is stopped, the backup before is whole as long as no new one is: every file is written under another
    /// name, and the database, which tells what is needed, is the last to get its own.
    ///
    /// - Parameter isChecked: whether to open the backup afterwards and read everything in it.
    public func start(to path: String, isChecked: Bool) throws(LockerError) -> Job {
        guard path.hasPrefix("/") else {
            throw LockerError(.invalidArgument, "\(path): a backup goes to an absolute path on the daemon's machine")
        }
        try checkIsElsewhere(path)
        return try jobs.start(.backup) { [self] (job) throws(LockerError) in
            let start = ContinuousClock.now
            var report = try backUp(to: path, job)
            if isChecked { try check(path, &report, job) }
            report.seconds = start.duration(to: .now) / .seconds(1)
            return .backedUp(report)
        }
    }

    /// Refuses to copy the store into itself, or over what lies beside it.
    private func checkIsElsewhere(_ path: String) throws(LockerError) {
        guard let store = realpath(directory, nil) else { return }
        defer { free(store) }
        // Of a place that is not there yet, the folder above tells.
        var place = path
        var real = realpath(place, nil)
        while real == nil, let slash = place.lastIndex(of: "/"), slash != place.startIndex {
            place = String(place[..<slash])
            real = realpath(place, nil)
        }
        guard let real else { return }
        defer { free(real) }
        let (inside, folder) = (String(cString: real), String(cString: store))
        if inside == folder || inside.hasPrefix(folder + "/") {
            throw LockerError(
                .invalidArgument,
                "\(path.printable): the store itself, or in it; a backup goes to another folder, on another disk best")
        }
        if place == path, folder.hasPrefix(inside == "/" ? inside : inside + "/") {
            throw LockerError(
                .invalidArgument,
                "\(path.printable): the store lies in it; a backup goes to a folder of its own, on another disk best")
        }
    }

    private func backUp(to path: String, _ job: Job) throws(LockerError) -> BackupReport {
        let copy = MetadataStores.embedded(in: path)
        let isFirst = !copy.exists
        let target = try packs.backup.openTarget(path)
        defer { withExtendedLifetime(target) {} }
        if isFirst { logger.notice("there is no backup yet; one is begun", metadata: ["backup": "\(path)"]) }
        job.begin("copying the database", total: 0)
        // The database first: the packs have all that it speaks of, and may have more.
        try metadata.writeSnapshot(to: path)
        job.begin("copying packs", total: 0)
        try packs.verification.lookForMissing()
        // What nobody needs is not missed.
        try lost.settle()
        var report = BackupReport()
        report.packs = try packs.backup.copyPacks(to: path + "/packs", of: target) {
            (done, total) throws(LockerError) in
            try job.advance(to: done, of: total)
        }
        // From here on the backup is the new one. A pack that only the old one needs is there still.
        try copy.placeDraft()
        let (removed, lost) = try packs.backup.removeOthers(in: path + "/packs")
        report.removedPacks = removed
        if lost > 0 {
            logger.warning("\(lost) packs that the store has lost stay in the backup", metadata: ["backup": "\(path)"])
        }
        guard report.packs.damaged.isEmpty else {
            throw LockerError(
                .dataLoss,
                "the backup has all but what was in \(report.packs.damaged.joined(separator: ", ")): of these the store has "
                    + "not all any more; a verification tells whose files need it, and how they come back")
        }
        return report
    }

    /// Opens the backup as a store, and reads every chunk of every file that it knows.
    private func check(_ path: String, _ report: inout BackupReport, _ job: Job) throws(LockerError) {
        job.begin("opening the backup", total: 0)
        var (files, bytes) = (0, 0)
        try opening(path) { (packs, metadata) throws(LockerError) in
            try packs.waitForIndex()
            let context = ReadContext()
            job.begin("reading the backup", total: Int(try metadata.totals().blobs))
            let recipes = RecipeCache(packs: packs)
            try metadata.blobs.walk { (content) throws(LockerError) in
                let recipe = try recipes.recipe(content)
                let reader = ContentReader(recipe: recipe, packs: packs, context: context)
                try reader.read(0..<recipe.size) { bytes += $0.reduce(0) { $0 + $1.count } }
                files += 1
                try job.advance(to: files)
            }
        }
        (report.checkedFiles, report.checkedBytes) = (files, bytes)
    }
}
