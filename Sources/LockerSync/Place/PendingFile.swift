import Glibc
import LockerBase
import POSIXSupport

/// A restored file that is written, and still has a temporary name.
final class PendingFile: PlaceableFile {
    let wanted: WantedItem
    let size: Int
    private let file: TemporaryFile
    private let name: [UInt8]
    private let isReplacing: Bool
    private let run: RestoreRun

    /// - Parameter isReplacing: whether it is to take the place of what is there.
    init(
        _ file: TemporaryFile, _ wanted: WantedItem, size: Int, as place: Placement, isReplacing: Bool,
        _ run: RestoreRun
    ) {
        self.file = file
        self.wanted = wanted
        self.size = size
        self.isReplacing = isReplacing
        self.run = run
        name = Array(place.name)
    }

    var descriptor: Descriptor { file.descriptor }
    var device: UInt64? { file.device }
    var syncsWhole: Bool { device != nil && FileSystemKind(of: descriptor).syncsWhole }

    func sync(whole: Bool) throws(SystemError) {
        if whole {
            try descriptor.syncFileSystem(subject: "restored files")
        } else {
            try descriptor.sync(subject: "\(wanted.path)")
        }
    }

    func place() throws(LockerError) -> RestoreOutcome {
        do throws(SystemError) {
            return try take(replacing: isReplacing)
        } catch {
            guard error.number == EEXIST, !isReplacing else { return try outcome(of: error) }
        }
        // Something appeared there meanwhile.
        let place = Placement(folder: file.folder, name: name[...])
        let state = try OverwriteGuard(run).examine(wanted, at: place, content: nil)
        do throws(SystemError) {
            switch state {
            case .unchanged: return .unchanged
            case .occupied(let reason): return .skipped(reason)
            case .free: return try take(replacing: false)
            case .replaceable: return try take(replacing: true)
            }
        } catch {
            return try outcome(of: error)
        }
    }

    /// Gives it its name; whatever else the disk finds there by then is this file. Where a disk cannot refuse to
    /// replace, no other file of the restore comes in between.
    private func take(replacing: Bool) throws(SystemError) -> RestoreOutcome {
        try run.claims.inTurn { () throws(SystemError) -> RestoreOutcome in
            let place = Placement(folder: file.folder, name: name[...])
            if replacing, let planned = run.planned, try !planned.isStillPlanned(wanted.path, place) {
                return .skipped(PlannedPlaces.reason)
            }
            try file.place(as: name, replacing: replacing)
            if let status = try? file.descriptor.status() {
                run.planned?.note(place.item(at: wanted.path, status))
                try run.claims.record(status, for: Array(wanted.path.bytes))
            }
            return .written
        }
    }

    private func outcome(of error: SystemError) throws(LockerError) -> RestoreOutcome {
        if error.isShortage { throw LockerError(error) }
        if error.number == ENOENT, !file.isThere {
            return .skipped("somebody removed it, or its folder, before it had its name; restore again")
        }
        return .skipped(Placement.refusal(error))
    }
}
