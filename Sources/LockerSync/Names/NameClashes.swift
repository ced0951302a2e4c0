import Glibc
import LockerBase
import POSIXSupport

/// Finds what a folder does not have because its disk takes the name for that of something else in it: without regard to
/// case, or to how a letter is composed. Finds other names for it, too. For one thread.
final class NameClashes {
    typealias Collision = NameCollision

    /// So many names are tried.
    private static let attempts = 1000

    private enum Sight {
        /// The disk finds nothing.
        case nothing
        /// It lists what it finds under this name.
        case same
        /// It lists it so.
        case other(EntryPath)
    }

    private var root: TreeRoot
    private var cursor: FolderCursor
    let held: any KnownNames
    private let listings = FolderListings()
    /// The folder that was looked at last.
    private var last: (path: EntryPath, sight: FolderSight)?
    /// What is not to be another's, as a disk may take it: the paths of what is called otherwise here.
    private var taken: Set<String> = []

    /// What there is of a folder: what of it and of those around it the disk does not find by its name, and how it looks.
    private typealias FolderSight = (path: EntryPath, sight: Sight)

    init(in root: TreeRoot, _ held: any KnownNames) {
        (self.root, cursor, self.held) = (root, root.cursor(), held)
        for (path, name) in root.names.all {
            let folder = PlacedNames.parts(of: path).folder
            taken.insert(FoldedName.text(PlacedNames.path(of: name, in: folder)))
        }
    }

    /// What is called otherwise here, with what ``callOtherwise(_:isFolder:)`` has found.
    var names: PlacedNames { root.names }

    /// Finds another name for what clashes, in the same folder, which neither the disk nor the library has: it is called so
    /// here from now on. Returns the path that this would be; nil where no name is free.
    func callOtherwise(_ clash: Collision, isFolder: Bool) throws(LockerError) -> EntryPath? {
        for number in 2...NameClashes.attempts {
            guard let other = clash.path.beside(" (\(number))", isFolder: isFolder) else { return nil }
            let folded = FoldedName.text(other.bytes)
            if taken.contains(folded) { continue }
            if try held.contains(other) { continue }
            if try held.wasAgreed(other) { continue }
            guard case .nothing = try look(at: other) else { continue }
            taken.insert(folded)
            // A cursor that had the names too would have all of them copied for each that is added.
            cursor = TreeRoot(root.folder).cursor()
            root.names.add(clash.path.bytes, as: PlacedNames.parts(of: other.bytes).name)
            (cursor, last) = (root.cursor(), nil)
            return other
        }
        return nil
    }

    /// What the disk finds by the name of `path`, or of a folder that this is in, and lists otherwise; nil where it lists it
    /// so, or finds nothing.
    func clash(at path: EntryPath) throws(LockerError) -> Collision? {
        if let parent = path.folders(in: root).last {
            let found = try sight(ofFolder: parent)
            switch found.sight {
            case .nothing: return nil
            case .same: break
            case .other(let other): return Collision(path: found.path, owner: other)
            }
        }
        if case .other(let other) = try look(at: path) { return Collision(path: path, owner: other) }
        return nil
    }

    private func sight(ofFolder path: EntryPath) throws(LockerError) -> FolderSight {
        if let last, last.path == path { return last.sight }
        var found: FolderSight = (path, .same)
        for folder in path.folders(in: root) + [path] {
            found = (folder, try look(at: folder))
            guard case .same = found.sight else { break }
        }
        last = (path, found)
        return found
    }

    private func look(at path: EntryPath) throws(LockerError) -> Sight {
        guard let (place, there) = try self.place(of: path) else {
            if root.names.isEmpty { return .nothing }
            // What stands for something else has the name, though somebody has taken it away.
            let found = listed(Array(cursor.name(of: path)), beside: path)
            return found == path ? .nothing : .other(found)
        }
        let listing = try attempting { () throws(SystemError) in
            try listings.listing(of: place.name, in: place.folder, there)
        }
        switch listing {
        case .same?, nil:
            // What stands for something else may have this name.
            let found = listed(Array(place.name), beside: path)
            return found == path ? .same : .other(found)
        // It is there, whatever its name.
        case .untold?: return .other(path)
        case .other(let name)?: return .other(listed(name, beside: path))
        }
    }

    /// The path in the library of what is listed as `name` in the folder that `path` is in.
    private func listed(_ name: [UInt8], beside path: EntryPath) -> EntryPath {
        let here = PlacedNames.path(of: name, in: PlacedNames.parts(of: path.bytes).folder)
        return EntryPath(known: root.names.path(of: here) ?? here)
    }

    /// What is at `path`; nil where nothing is, or it cannot be looked at.
    private func place(of path: EntryPath) throws(LockerError) -> (place: Placement, status: stat)? {
        let found = try attempting { () throws(SystemError) -> (place: Placement, status: stat)? in
            let folder = try cursor.open(path.components.dropLast())
            let place = Placement(folder: folder, name: cursor.name(of: path))
            return try place.status().map { (place, $0) }
        }
        return found.flatMap { $0 }
    }
}
