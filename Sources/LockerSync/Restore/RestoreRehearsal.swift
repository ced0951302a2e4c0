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
    /// Nil where the disk tells all names apart.
    private let foreseen: ForeseenNames?
    private let names: PlacedNames
    /// Whether what cannot have its name in a folder that is not there gets another one.
    private let renames: Bool
    private var told = RestoreReport()

    /// Says it of all `entries`, whose paths lead into `root`; nil where that folder is not there.
    static func run(
        _ entries: SortedTable<Locker_V1_Entry>, in root: TreeRoot?, _ run: RestoreRun, _ content: RevisionContents,
        _ foreseen: ForeseenNames?, renames: Bool, _ observer: any ProgressObserver
    ) throws(LockerError) -> RestoreReport {
        var rehearsal = RestoreRehearsal(in: root, run, content, foreseen, renames: renames, observer)
        var rows = entries.reader()
        while let entry = try rows.next() { try rehearsal.look(at: entry) }
        return rehearsal.report
    }

    private init(
        in root: TreeRoot?, _ run: RestoreRun, _ content: RevisionContents, _ foreseen: ForeseenNames?, renames: Bool,
        _ observer: any ProgressObserver
    ) {
        let listings = run.claims.listings()
        cursor = root?.cursor(isMaking: false) { (opened, isMade) throws(SystemError) in
            try run.folders.admit(opened, isMade: isMade, listings)
        }
        self.run = run
        examiner = OverwriteGuard(run, listings)
        (self.foreseen, names, self.renames) = (foreseen, root?.names ?? PlacedNames(), root == nil && renames)
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
        case .free: try foresee(entry)
        case .replaceable: add(entry, .changed, "a different one is there")
        case .unchanged:
            guard entry.kind == .file else { return }
            told.unchanged += 1
            told.logicalBytes = told.logicalBytes.adding(Int(clamping: entry.size))
        case .occupied(let reason): pass(entry, reason)
        }
    }

    private mutating func foresee(_ entry: Locker_V1_Entry) throws(LockerError) {
        guard let path = try? EntryPath(entry.path), let clash = try foreseen?.clash(at: path, names: names) else {
            return add(entry, .added, "it is not there")
        }
        if renames {
            return add(entry, .added, "it is not there, and gets another name: its own is \(clash.owner) to the disk")
        }
        pass(entry, clash.reason(for: path))
    }

    private mutating func pass(_ entry: Locker_V1_Entry, _ reason: String) {
        let skipped = Skipped(path: Array(entry.path), reason: reason)
        observer.skipped(skipped)
        told.skipped.append(skipped)
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
