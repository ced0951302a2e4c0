import Glibc
import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport

/// Says what a restore would do with each entry. What is there is read, and nothing is written. For one thread.
struct RestoreRehearsal {
    private let cursor: FolderCursor?
    private let run: RestoreRun
    private let examiner: OverwriteGuard
    private let content: RevisionContents
    private let observer: any ProgressObserver
    private var told = RestoreReport()

    /// Says it of all `entries`, whose paths lead into `root`; nil where that folder is not there.
    static func run(
        _ entries: SortedTable<Locker_V1_Entry>, in root: TreeRoot?, _ run: RestoreRun, _ content: RevisionContents,
        _ observer: any ProgressObserver
    ) throws(LockerError) -> RestoreReport {
        var (rehearsal, rows) = (RestoreRehearsal(in: root, run, content, observer), entries.reader())
        while let entry = try rows.next() { try rehearsal.look(at: entry) }
        return rehearsal.report
    }

    private init(in root: TreeRoot?, _ run: RestoreRun, _ content: RevisionContents, _ observer: any ProgressObserver) {
        cursor = root?.cursor()
        self.run = run
        examiner = OverwriteGuard(run)
        self.content = content
        self.observer = observer
        told.changes = []
    }

    /// What was said so far.
    private var report: RestoreReport {
        var report = told
        report.warnings = run.warnings
        return report
    }

    /// Looks at the place of `entry`, which comes behind the others in path order.
    private mutating func look(at entry: Locker_V1_Entry) throws(LockerError) {
        let state: PlaceState
        do throws(LockerError) {
            state = try place(of: entry, at: try EntryPath(entry.path))
        } catch {
            state = .occupied(try FileFailure(ofEntry: error).reason.text)
        }
        switch state {
        case .free: add(entry, .added, "it is not there")
        case .replaceable: add(entry, .changed, "a different one is there")
        case .unchanged:
            guard entry.kind == .file else { return }
            told.unchanged += 1
            told.logicalBytes = told.logicalBytes.adding(Int(clamping: entry.size))
        case .occupied(let reason):
            let skipped = Skipped(path: Array(entry.path), reason: reason)
            observer.skipped(skipped)
            told.skipped.append(skipped)
        }
    }

    private mutating func add(_ entry: Locker_V1_Entry, _ kind: SyncChange.Kind, _ reason: String) {
        told.changes?.append(
            SyncChange(path: Array(entry.path), kind: kind, isFolder: entry.kind == .folder, reason: reason))
        guard entry.kind == .file else { return }
        told.restored += 1
        told.logicalBytes = told.logicalBytes.adding(Int(clamping: entry.size))
    }

    private func place(of entry: Locker_V1_Entry, at path: EntryPath) throws(LockerError) -> PlaceState {
        guard let wanted = WantedItem(entry, at: path) else {
            return .occupied("of a kind that this version does not know; use a newer locker")
        }
        guard let cursor else { return .free }
        let folder: Descriptor
        do throws(SystemError) {
            folder = try cursor.open(path.components.dropLast())
        } catch {
            if error.number == ENOENT { return .free }
            guard !error.isShortage else { throw LockerError(error) }
            return .occupied(RestoreTarget.text(error))
        }
        let place = Placement(folder: folder, name: cursor.name(of: path))
        return try examiner.examine(wanted, at: place) { (file) throws(LockerError) in
            try content.isContent(of: file, entry, path)
        }
    }
}
