import Glibc
import LockerBase
import POSIXSupport

/// Puts entries below one folder, and never anywhere else, whatever their paths say and whatever lies in the way: no
/// link is followed, and nothing that is there is replaced unless that is wanted. For one thread.
package final class RestoreTarget {
    private let cursor: FolderCursor
    private let examiner: OverwriteGuard
    private let run: RestoreRun

    /// Puts entries below the folder at `directory` (bytes), which is made when it is missing.
    package convenience init(directory: [UInt8], overwrite: Bool = false) throws(LockerError) {
        let root = try SourceFolder.open(directory, creating: true).descriptor
        self.init(root: TreeRoot(root), RestoreRun(overwrite: overwrite ? .always : .never))
    }

    init(root: TreeRoot, _ run: RestoreRun) {
        let listings = run.claims.listings()
        cursor = root.cursor(isRootOwn: run.isRootMade, turn: run.claims.turn) { (opened, isMade) throws(SystemError) in
            try run.folders.admit(opened, isMade: isMade, listings)
        }
        examiner = OverwriteGuard(run, listings)
        self.run = run
    }

    /// Puts a file of `size` bytes, last modified at `modified` (nanoseconds since 1970), at `path`, with permission
    /// bits `mode` where they are known. `fill` writes its content to an empty file, which gets its name only when that
    /// is on the disk.
    ///
    /// - Throws: what `fill` throws, and what no other file can survive: a full disk, no descriptors.
    package func putFile(
        at path: EntryPath, size: Int, modified: Int64, mode: UInt32? = nil,
        fill: (Descriptor) throws(LockerError) -> Void
    ) throws(LockerError) -> RestoreOutcome {
        let wanted = WantedItem(path: path, kind: .file(size: size), modified: modified, mode: mode)
        return try put(wanted, content: nil) { (place, isReplacing) throws(LockerError) in
            let file = try write(wanted, size: size, at: place, isReplacing, fill)
            try translatingSystemErrors { () throws(SystemError) in try file.descriptor.sync(subject: "\(path)") }
            return try file.place()
        } ?? .written
    }

    /// The same in a run whose files get their names together. `done` hears what became of it, at once or later.
    ///
    /// - Parameter content: whether what is there has the content that is wanted.
    func putFile(
        _ wanted: WantedItem, size: Int, in group: PlacementGroup, content: @escaping ContentComparison,
        fill: (Descriptor) throws(LockerError) -> Void, _ done: @escaping @Sendable (RestoreOutcome) -> Void
    ) throws(LockerError) {
        let outcome = try put(wanted, content: content) { (place, isReplacing) throws(LockerError) in
            try group.add(try write(wanted, size: size, at: place, isReplacing, fill), done)
            return nil
        }
        if let outcome { done(outcome) }
    }

    /// Puts a symbolic link to `target` at `path`. Where it points to is nobody's concern: it is not followed.
    package func putLink(at path: EntryPath, to target: [UInt8], modified: Int64) throws(LockerError) -> RestoreOutcome
    {
        // symlink(2) would end the target at a NUL byte, and refuses an empty one.
        guard !target.isEmpty, !target.contains(0) else { return .skipped("not a link's target that a disk can hold") }
        let wanted = WantedItem(path: path, kind: .link(target: target), modified: modified)
        return try put(wanted, content: nil) { (place, isReplacing) throws(LockerError) in
            try make(wanted, at: place) { () throws(SystemError) in
                try place.putLink(to: target, modified: modified, replacing: isReplacing)
            }
        } ?? .written
    }

    /// Puts an empty folder at `path`, with permission bits `mode` where they are known.
    package func putFolder(
        at path: EntryPath, modified: Int64, mode: UInt32? = nil
    ) throws(LockerError) -> RestoreOutcome {
        let wanted = WantedItem(path: path, kind: .folder, modified: modified, mode: mode)
        return try put(wanted, content: nil) { (place, _) throws(LockerError) in
            try make(wanted, at: place) { () throws(SystemError) in
                try place.putFolder(modified: modified, mode: mode)
            }
        } ?? .written
    }

    /// Writes a file's content where ``prepare(_:content:)`` has found room for it.
    func write(
        _ wanted: WantedItem, size: Int, at place: Placement, _ isReplacing: Bool,
        _ fill: (Descriptor) throws(LockerError) -> Void
    ) throws(LockerError) -> PendingFile {
        let file = try translatingSystemErrors { () throws(SystemError) in
            try TemporaryFile.make(in: place.folder, mode: wanted.mode)
        }
        try fill(file.descriptor)
        run.note(file.finish(modified: wanted.modified, mode: wanted.mode))
        return PendingFile(file, wanted, size: size, as: place, isReplacing: isReplacing, run)
    }

    /// Runs `body`, which makes what is no file in one step.
    private func make(
        _ wanted: WantedItem, at place: Placement, _ body: () throws(SystemError) -> TargetLimits
    ) throws(LockerError) -> RestoreOutcome {
        do throws(SystemError) {
            let owner = try run.claims.inTurn { () throws(SystemError) -> [UInt8]? in
                run.note(try body())
                guard let status = try place.status() else { return nil }
                run.planned?.note(place.item(at: wanted.path, status))
                return try run.claims.claim(FoundItem(status), for: Array(wanted.path.bytes))
            }
            return owner.map { .skipped(OverwriteGuard.collision($0)) } ?? .written
        } catch {
            guard !error.isShortage else { throw LockerError(error) }
            return .skipped(Placement.refusal(error))
        }
    }

    /// Runs `body` when what is wanted may be put there: with the place, and whether something is to be replaced. Nil:
    /// the outcome comes later.
    private func put(
        _ wanted: WantedItem, content: ContentComparison?,
        _ body: (Placement, Bool) throws(LockerError) -> RestoreOutcome?
    ) throws(LockerError) -> RestoreOutcome? {
        switch try prepare(wanted, content: content) {
        case .room(let place, let isReplacing): try body(place, isReplacing)
        case .settled(let outcome): outcome
        }
    }

    /// Opens the folder of what is wanted, making it when it is missing, and looks at what is there. In a folder that
    /// this restore has made nothing is looked for: what takes its name refuses to replace anything, and looks then.
    func prepare(_ wanted: WantedItem, content: ContentComparison?) throws(LockerError) -> PreparedPlace {
        let components = wanted.path.components
        let folder: Descriptor
        do throws(SystemError) {
            folder = try cursor.open(components.dropLast())
        } catch {
            guard !error.isShortage else { throw LockerError(error) }
            return .settled(.skipped(RestoreTarget.text(error)))
        }
        let place = Placement(folder: folder, name: cursor.name(of: wanted.path))
        if case .file = wanted.kind, cursor.isOwn { return .room(place, isReplacing: false) }
        return switch try examiner.examine(wanted, at: place, content: content) {
        case .free: .room(place, isReplacing: false)
        case .replaceable: .room(place, isReplacing: true)
        case .unchanged: .settled(.unchanged)
        case .occupied(let reason): .settled(.skipped(reason))
        }
    }

    /// Why a folder cannot be opened or made.
    static func text(_ error: SystemError) -> String {
        switch error.number {
        case ENOTDIR, ELOOP: "a file or a link is in the way of its folder; remove it"
        case EEXIST:
            "the disk takes its folder for \(error.subject), and holds one of the two; "
                + "rename one (locker mv), or use another disk"
        case ENOTUNIQ:
            "the disk finds its folder and does not list it, and the library has another one whose name differs in "
                + "case only; rename one of the two (locker mv), or restore to another disk"
        case _ where error.call == "mkdirat" && [EINVAL, EILSEQ, ENAMETOOLONG, ENOENT].contains(error.number):
            "the disk does not allow the name of its folder (\(error.reason)); rename it (locker mv), or restore to "
                + "another disk"
        default: "its folder cannot be opened: \(error.reason)"
        }
    }
}
