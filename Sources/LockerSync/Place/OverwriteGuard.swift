import Glibc
import LockerBase
import POSIXSupport

/// Looks at what lies in the place of an item that is to be restored. For one thread.
struct OverwriteGuard {
    private enum Sight {
        case nothing
        case something(stat, FoundItem)
        case refused(String)
    }

    private let run: RestoreRun
    private let listings: FolderListings
    private let times: TargetTimes

    init(_ run: RestoreRun, _ listings: FolderListings? = nil) {
        self.run = run
        self.listings = listings ?? run.claims.listings()
        times = TargetTimes(isRehearsal: run.isRehearsal)
    }

    /// - Parameter content: nil where content cannot be compared.
    func examine(
        _ wanted: WantedItem, at place: Placement, content: ContentComparison?
    ) throws(LockerError) -> PlaceState {
        let path = Array(wanted.path.bytes)
        let sight = try look(at: place, path)
        guard try isDoubtful(sight, path) else {
            return try judge(sight, wanted, at: place, isDoubtful: false, content)
        }
        // Other paths may reach the same: one after the other looks, and claims what it finds.
        return try run.claims.inTurn { () throws(LockerError) -> PlaceState in
            try judge(try look(at: place, path), wanted, at: place, isDoubtful: true, content)
        }
    }

    private func look(at place: Placement, _ path: [UInt8]) throws(LockerError) -> Sight {
        do throws(SystemError) {
            guard let there = try place.status() else { return .nothing }
            let listing = try listings.listing(of: place.name, in: place.folder, there)
            return .something(there, FoundItem(there, listing, at: path))
        } catch {
            guard !error.isShortage else { throw LockerError(error) }
            return .refused(Placement.refusal(error))
        }
    }

    private func isDoubtful(_ sight: Sight, _ path: [UInt8]) throws(LockerError) -> Bool {
        guard case .something(let there, let found) = sight else { return false }
        return try asking { (claims) throws(SystemError) in try claims.isDoubtful(found, at: path, there) }
    }

    /// - Parameter isDoubtful: whether only its content tells whose file it is.
    private func judge(
        _ sight: Sight, _ wanted: WantedItem, at place: Placement, isDoubtful: Bool, _ content: ContentComparison?
    ) throws(LockerError) -> PlaceState {
        let (there, found): (stat, FoundItem)
        switch sight {
        case .nothing: return .free
        case .refused(let reason): return .occupied(reason)
        case .something(let status, let what): (there, found) = (status, what)
        }
        let path = Array(wanted.path.bytes)
        let owner = try asking { (claims) throws(SystemError) in try claims.owner(of: found, besides: path) }
        if let owner { return .occupied(OverwriteGuard.collision(owner)) }
        if case .folder = wanted.kind, found.isUntold,
            try asking({ (claims) throws(SystemError) in try claims.hasTwin(path) })
        {
            return .occupied(OverwriteGuard.untold)
        }
        let state = try compare(wanted, at: place, there, isDoubtful: isDoubtful, content)
        switch state {
        case .free, .occupied: return state
        case .replaceable where found.isUntold:
            return .occupied(OverwriteGuard.untold)
        case .replaceable:
            return try claim(found, for: path, stays: false).map { .occupied(OverwriteGuard.collision($0)) } ?? state
        case .unchanged:
            let owner = try claim(found, for: path, stays: true)
            if let owner { return .occupied(OverwriteGuard.collision(owner)) }
            if case .file = wanted.kind { try keepMode(wanted, at: place, there) }
            return state
        }
    }

    private func claim(_ found: FoundItem, for path: [UInt8], stays: Bool) throws(LockerError) -> [UInt8]? {
        try asking { (claims) throws(SystemError) in try claims.claim(found, for: path, stays: stays) }
    }

    private func asking<Result>(
        _ body: (RestoreClaims) throws(SystemError) -> Result
    ) throws(LockerError) -> Result {
        try translatingSystemErrors { () throws(SystemError) in try body(run.claims) }
    }

    /// It may be another entry's, written a moment ago.
    private static let untold =
        "the disk finds something by its name, and does not list it; rename it (locker mv), or restore to another disk"

    static func collision(_ owner: [UInt8]) -> String {
        "the disk takes its name for that of \(EntryPath.printable(owner)), and holds one of the two; "
            + "rename one (locker mv), or use another disk"
    }

    /// Compares what is wanted with what is there.
    private func compare(
        _ wanted: WantedItem, at place: Placement, _ there: stat, isDoubtful: Bool, _ content: ContentComparison?
    ) throws(LockerError) -> PlaceState {
        if let state = run.planned?.state(of: there, for: wanted, at: place) { return state }
        switch wanted.kind {
        case .file(let size):
            return try compare(wanted, size: size, at: place, there, isDoubtful: isDoubtful, content)
        case .link(let target):
            let isLink = there.st_mode & S_IFMT == S_IFLNK
            return isLink && readLink(place.name, in: place.folder) == target ? .unchanged : obstacle(there, wanted)
        case .folder:
            let kind = there.st_mode & S_IFMT
            return kind == S_IFDIR ? .unchanged : .occupied("a \(kindName(kind)) is in the way; remove it")
        }
    }

    private func compare(
        _ wanted: WantedItem, size: Int, at place: Placement, _ there: stat, isDoubtful: Bool,
        _ content: ContentComparison?
    ) throws(LockerError) -> PlaceState {
        guard there.st_mode & S_IFMT == S_IFREG, Int(there.st_size) == size else { return obstacle(there, wanted) }
        let time = try times.compare(there, with: wanted.modified, in: place.folder)
        if time == .untold { run.note(.times) }
        if time == .different { return obstacle(there, wanted) }
        guard run.verify || isDoubtful || time == .untold else { return .unchanged }
        guard let content, let file = try attempting({ () throws(SystemError) in try place.openFile() }) else {
            return obstacle(there, wanted)
        }
        if try content(file) { return .unchanged }
        return mayReplace(there, wanted)
            ? .replaceable
            : .occupied("its content is not the library's, though its size is; --overwrite replaces it")
    }

    /// Gives the file that is there the permission bits that are wanted, when what differs is to be replaced.
    private func keepMode(_ wanted: WantedItem, at place: Placement, _ there: stat) throws(LockerError) {
        guard run.overwrite == .always, !run.isRehearsal else { return }
        guard let mode = wanted.mode, mode != permissionBits(there) else { return }
        if let file = try attempting({ () throws(SystemError) in try place.openFile() }) {
            if fchmod(file.number, mode_t(mode & 0o777)) != 0 { run.note(.modes) }
        }
    }

    /// Whether a file or link that is there may give its place to what is wanted.
    private func mayReplace(_ there: stat, _ wanted: WantedItem) -> Bool {
        switch run.overwrite {
        case .always: true
        case .newer: nanoseconds(there.st_mtim) < wanted.modified
        case .never: false
        }
    }

    /// Why what is there stays, when it may not be replaced.
    private func obstacle(_ there: stat, _ wanted: WantedItem) -> PlaceState {
        let kind = there.st_mode & S_IFMT
        if kind == S_IFDIR { return .occupied("a folder is in the way; remove it") }
        if mayReplace(there, wanted) { return .replaceable }
        let what = run.overwrite == .newer ? "\(kindName(kind)) that is not older" : kindName(kind)
        return .occupied("a different \(what) is already there; --overwrite replaces it")
    }
}
