import Glibc
import LockerBase
import POSIXSupport

/// Finds what a folder does not have because its disk takes the name for that of something else in it: without regard to
/// case, or to how a letter is composed. For one thread.
final class NameClashes {
    private enum Sight {
        /// The disk finds nothing.
        case nothing
        /// It lists what it finds under this name.
        case same
        /// It lists it so.
        case other(EntryPath)
    }

    private let root: TreeRoot
    private let cursor: FolderCursor
    private let held: HeldNames
    private let listings = FolderListings()
    /// The folder that was looked at last.
    private var last: (path: EntryPath, sight: Sight)?

    init(in root: TreeRoot, _ held: HeldNames) {
        (self.root, cursor, self.held) = (root, root.cursor(), held)
    }

    /// What the disk takes the path for at which a walk has found nothing, where the two cannot be there together; nil
    /// where that is not the reason, or what has the name is going.
    func owner(of sides: ThreeSides, _ step: MergeStep) throws(LockerError) -> EntryPath? {
        guard sides.local == nil, step == .place || step == .withdraw else { return nil }
        guard let other = try self.other(than: sides.path) else { return nil }
        if try held.contains(other) { return other }
        // What has another name only was renamed: here, or in the library.
        if step == .withdraw { return nil }
        return try held.wasAgreed(other) ? nil : other
    }

    /// The path that the disk lists where it finds `path`, or a folder that this is in; nil where it is that, or nothing.
    private func other(than path: EntryPath) throws(LockerError) -> EntryPath? {
        if let parent = path.folders(in: root).last {
            switch try sight(ofFolder: parent) {
            case .nothing: return nil
            case .same: break
            case .other(let other): return other
            }
        }
        if case .other(let other) = try look(at: path) { return other }
        return nil
    }

    private func sight(ofFolder path: EntryPath) throws(LockerError) -> Sight {
        if let last, last.path == path { return last.sight }
        var sight = Sight.same
        for folder in path.folders(in: root) + [path] {
            sight = try look(at: folder)
            guard case .same = sight else { break }
        }
        last = (path, sight)
        return sight
    }

    private func look(at path: EntryPath) throws(LockerError) -> Sight {
        guard let (place, there) = try self.place(of: path) else { return .nothing }
        let listing = try attempting { () throws(SystemError) in
            try listings.listing(of: place.name, in: place.folder, there)
        }
        switch listing {
        case .same?, nil: return .same
        // It is there, whatever its name.
        case .untold?: return .other(path)
        case .other(let name)?:
            let start = path.bytes.count - place.name.count
            return .other(EntryPath(known: Array(path.bytes[..<start]) + name))
        }
    }

    /// What is at `path`; nil where nothing is, or it cannot be looked at.
    private func place(of path: EntryPath) throws(LockerError) -> (place: Placement, status: stat)? {
        let components = path.components
        let found = try attempting { () throws(SystemError) -> (place: Placement, status: stat)? in
            let folder = try cursor.open(components.dropLast())
            let place = Placement(folder: folder, name: components[components.count - 1])
            return try place.status().map { (place, $0) }
        }
        return found.flatMap { $0 }
    }
}
