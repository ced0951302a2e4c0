import Glibc
import LockerBase
import POSIXSupport

/// Changes what is in a folder, each thing only while it is as it was when it was looked at. For one thread.
final class LocalFolder {
    private let root: TreeRoot
    /// Opens folders that are there; makes those that are missing.
    private let cursor: FolderCursor
    private let maker: FolderCursor
    private let ignoring: StampMask

    /// - Parameters:
    ///   - root: where paths lead.
    ///   - ignoring: what of files' stamps is left out of account.
    ///   - made: the folders that this run has made.
    init(root: TreeRoot, ignoring: StampMask, made: MadeFolders = MadeFolders()) {
        (self.root, cursor) = (root, root.cursor())
        let listings = FolderListings()
        maker = root.cursor { (opened, isMade) throws(SystemError) in
            let status = try opened.folder.status()
            if isMade { made.note(status, at: opened.path) }
            guard let maker = made.path(of: status) else { return try LocalFolder.admit(opened, status, listings) }
            guard maker == opened.path else { throw LocalFolder.refusal(of: opened.path) }
            return isMade
        }
        self.ignoring = ignoring
    }

    /// Refuses a folder that the disk lists under another name: it is another one.
    private static func admit(
        _ opened: FolderCursor.Opened, _ status: stat, _ listings: FolderListings
    ) throws(SystemError) -> Bool {
        guard case .same = try listings.listing(of: opened.name, in: opened.parent, status) else {
            throw refusal(of: opened.path)
        }
        return false
    }

    private static func refusal(of path: [UInt8]) -> SystemError {
        SystemError("openat", on: EntryPath.printable(path), number: EEXIST)
    }

    /// What is at `path`; nil where nothing is, or it cannot be looked at.
    func place(of path: EntryPath) throws(LockerError) -> (place: Placement, status: stat)? {
        let found = try attempting { () throws(SystemError) -> (place: Placement, status: stat)? in
            let place = try open(path)
            return try place.status().map { (place, $0) }
        }
        return found.flatMap { $0 }
    }

    /// The place of `item`, while it is there as it was.
    ///
    /// - Parameter mask: what of a file's stamp is left out of account, too.
    func place(
        of item: TreeItem, besides mask: StampMask = []
    ) throws(LockerError) -> (place: Placement, status: stat)? {
        guard let found = try place(of: item.path) else { return nil }
        return isStill(item, found.status, at: found.place, mask) ? found : nil
    }

    /// Removes `item`. Returns why it stays; nil where it is gone. A folder in which something is by now stays, and is no
    /// empty one any more.
    func remove(_ item: TreeItem) throws(LockerError) -> String? {
        do throws(SystemError) {
            let place = try open(item.path)
            guard let there = try place.status() else { return nil }
            guard item.isFolder || isStill(item, there, at: place, []) else { return PlannedPlaces.reason }
            let isRemoved =
                item.isFolder
                ? place.removeEmptyFolder()
                : place.name.withCName { unlinkat(place.folder.number, $0, 0) } == 0
            if !isRemoved, errno != ENOTEMPTY, errno != EEXIST { throw SystemError("unlinkat", on: "\(item.path)") }
            return nil
        } catch {
            if error.isShortage { throw LockerError(error) }
            return [ENOENT, ENOTDIR, ELOOP].contains(error.number) ? nil : "\(error.reason) (\(error.call))"
        }
    }

    /// Removes the folder at `path`, and those that it lies in, as far as there is nothing in them.
    ///
    /// - Parameter isKept: asked of each; one that is kept is the last.
    func removeEmpty(
        _ path: EntryPath, unless isKept: (EntryPath) throws(LockerError) -> Bool
    ) throws(LockerError) {
        for folder in (path.folders + [path]).reversed() {
            // What is outside is none of this folder's, whatever has its name in it.
            guard folder.isInside(root) else { return }
            if try isKept(folder) { return }
            let isRemoved = try attempting { () throws(SystemError) -> Bool in
                do throws(SystemError) {
                    let place = try open(folder)
                    return place.removeEmptyFolder() || errno == ENOENT
                } catch let error where error.number == ENOENT {
                    // It was renamed, with one around it.
                    return true
                }
            }
            guard isRemoved ?? false else { return }
        }
    }

    /// Renames `item` to `path`, where nothing is. Returns whether it could be.
    func rename(_ item: TreeItem, to path: EntryPath) throws(LockerError) -> Bool {
        let isRenamed = try attempting { () throws(SystemError) -> Bool in
            let place = try open(item.path)
            guard let there = try place.status(), isStill(item, there, at: place, []) else { return false }
            let target = try maker.open(path.components.dropLast())
            return place.name.withCName { old in
                maker.name(of: path).withCName { new in
                    place.folder.renameUnlessThere(old, to: new, in: target)
                }
            }
        }
        return isRenamed ?? false
    }

    /// Renames the folder `old`, with all that is in it, to `new`, where nothing is. Returns whether it could be.
    func renameFolder(_ old: EntryPath, to new: EntryPath) throws(LockerError) -> Bool {
        defer { for cursor in [cursor, maker] { cursor.forget() } }
        let isRenamed = try attempting { () throws(SystemError) -> Bool in
            let place = try open(old)
            guard let there = try place.status(), there.st_mode & S_IFMT == S_IFDIR else { return false }
            let target = try maker.open(new.components.dropLast())
            return place.name.withCName { from in
                maker.name(of: new).withCName { to in place.folder.renameUnlessThere(from, to: to, in: target) }
            }
        }
        return isRenamed ?? false
    }

    private func open(_ path: EntryPath) throws(SystemError) -> Placement {
        Placement(folder: try cursor.open(path.components.dropLast()), name: cursor.name(of: path))
    }

    private func isStill(_ item: TreeItem, _ there: stat, at place: Placement, _ mask: StampMask) -> Bool {
        guard let now = place.item(at: item.path, there) else { return false }
        // Whatever came and went in a folder has moved its time.
        return item.isFolder ? now.isFolder : item.isSame(as: now, ignoring: ignoring.union(mask))
    }
}
