import Glibc
import LockerBase
import POSIXSupport

/// Walks a folder, following no link, and tells what a library can hold of it.
///
/// System calls: open, fstat, read and close a folder once; one fstatat for everything else in it.
package struct TreeWalker {
    private let cursor: FolderCursor
    private let excluded: FileIdentity?
    private var tree = Tree()
    private var pending: [(path: EntryPath, device: dev_t)] = []

    /// Walks the folder at `path` (bytes; it may be a link to a folder).
    ///
    /// - Throws: what opening or reading that folder itself gives; anything below it that cannot be read is skipped.
    package static func walk(_ path: [UInt8]) throws(LockerError) -> Tree {
        try walk(SourceFolder.open(path))
    }

    /// - Parameter excluded: a folder that is passed over, with all in it.
    static func walk(_ folder: SourceFolder, excluding excluded: FileIdentity? = nil) throws(LockerError) -> Tree {
        var walker = TreeWalker(root: folder.descriptor, excluding: excluded)
        do {
            let device = try folder.descriptor.status().st_dev
            walker.tree.isRootMounted = TreeWalker.isMountPoint(folder.descriptor, on: device)
            let items = try TreeWalker.items(of: folder.descriptor)
            walker.add(items, of: folder.descriptor, on: device, at: nil)
        } catch {
            throw LockerError(SystemError(error.call, on: EntryPath.printable(folder.realPath), number: error.number))
        }
        while let next = walker.pending.popLast() { walker.visit(next.path, above: next.device) }
        return walker.finished()
    }

    private init(root: Descriptor, excluding excluded: FileIdentity?) {
        cursor = FolderCursor(root: root)
        self.excluded = excluded
    }

    /// The tree in order, each path once: some file systems list a name twice.
    private func finished() -> Tree {
        var result = tree
        result.items.sort { $0.path < $1.path }
        result.items.removeRepetitions(of: { $0.path == $1.path })
        result.skipped.sort { $0.path.lexicographicallyPrecedes($1.path) }
        result.skipped.removeRepetitions(of: ==)
        result.mounts.sort()
        result.clampedTimes.sort()
        result.clampedTimes.removeRepetitions(of: ==)
        return result
    }

    private mutating func visit(_ path: EntryPath, above device: dev_t) {
        do {
            let folder = try cursor.open(path.components)
            let status = try folder.status()
            if let excluded, excluded == FileIdentity(status) { return }
            if status.st_dev != device { tree.mounts.append(path) }
            let items = try TreeWalker.items(of: folder)
            if items.isEmpty { append(path, status, .folder) }
            add(items, of: folder, on: status.st_dev, at: path)
        } catch {
            tree.unread.append(path)
            skip(path.bytes, "folder cannot be read: \(error.reason)")
        }
    }

    /// What is in `folder`, but for files on their way to their own names, whosever they are.
    private static func items(of folder: Descriptor) throws(SystemError) -> [FolderItem] {
        try readFolder(folder).filter { !TemporaryFiles.isTemporary($0.name) || isFolder($0, in: folder) }
    }

    /// Whether an item is a folder. No folder is on its way to another name: one that is called so is a person's.
    private static func isFolder(_ item: FolderItem, in folder: Descriptor) -> Bool {
        guard item.type == DT_UNKNOWN else { return item.type == DT_DIR }
        var status = stat()
        let isThere = item.name.withCName { fstatat(folder.number, $0, &status, AT_SYMLINK_NOFOLLOW) } == 0
        return isThere && status.st_mode & S_IFMT == S_IFDIR
    }

    private mutating func add(
        _ items: [FolderItem], of folder: Descriptor, on device: dev_t, at parent: EntryPath?
    ) {
        var folders: [EntryPath] = []
        for item in items {
            let bytes = parent.map { $0.bytes + [UInt8(ascii: "/")] + item.name } ?? item.name
            guard let path = try? EntryPath(bytes) else {
                skip(bytes, "its path is longer than \(EntryPath.maximumLength) bytes; move it further up")
                continue
            }
            if item.type == DT_DIR {
                folders.append(path)
            } else if let found = inspect(item.name, at: path, in: folder) {
                folders.append(found)
            }
        }
        // The last is visited first: in descending order here, in path order there.
        folders.sort(by: >)
        folders.removeRepetitions(of: ==)
        pending += folders.map { ($0, device) }
    }

    /// Adds what `name` is. Returns its path when it is a folder after all.
    private mutating func inspect(_ name: [UInt8], at path: EntryPath, in folder: Descriptor) -> EntryPath? {
        var status = stat()
        guard name.withCName({ fstatat(folder.number, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 else {
            skip(path.bytes, errno == ENOENT ? "vanished" : SystemError("fstatat", on: "file").reason)
            return nil
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: append(path, status, .file(FileStamp(status)))
        case S_IFDIR: return path
        case S_IFLNK:
            if let target = readLink(name, in: folder) {
                append(path, status, .link(target: target))
            } else {
                skip(path.bytes, "link cannot be read: \(SystemError("readlinkat", on: "link").reason)")
            }
        case let kind:
            skip(path.bytes, "not a regular file (\(kindName(kind)))")
        }
        return nil
    }

    private mutating func append(_ path: EntryPath, _ status: stat, _ content: TreeItem.Content) {
        let isLink = status.st_mode & S_IFMT == S_IFLNK
        tree.items.append(
            TreeItem(
                path: path, modified: nanoseconds(status.st_mtim), content: content,
                mode: isLink ? nil : permissionBits(status)))
        if !fitsNanoseconds(status.st_mtim) { tree.clampedTimes.append(path) }
    }

    private mutating func skip(_ path: [UInt8], _ reason: String) {
        tree.skipped.append(Skipped(path: path, reason: reason))
    }

    private static func isMountPoint(_ folder: Descriptor, on device: dev_t) -> Bool {
        var parent = stat()
        return fstatat(folder.number, "..", &parent, 0) == 0 && parent.st_dev != device
    }
}

extension Array {
    /// Leaves the first of neighbours that are the same by `isSame`.
    fileprivate mutating func removeRepetitions(of isSame: (Element, Element) -> Bool) {
        var kept = 0
        for index in indices where index == 0 || !isSame(self[kept - 1], self[index]) {
            self[kept] = self[index]
            kept += 1
        }
        removeLast(count - kept)
    }
}
