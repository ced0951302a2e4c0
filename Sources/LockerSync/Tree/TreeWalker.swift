import Glibc
import LockerBase
import POSIXSupport

/// Walks a folder in path order, following no link, and tells what a library can hold of it. In memory are the names in
/// the folders that it is in.
///
/// System calls: open, fstat, read and close a folder once; one fstatat for everything else in it.
package struct TreeWalker {
    private let cursor: FolderCursor
    private let excluded: FileIdentity?
    private var tree = Tree()
    private var items: TableWriter<TreeItem>
    /// The folders on the way to where the walk is, from the root.
    private var open: [OpenFolder] = []
    /// The last of them, once something in it is looked at.
    private var current: Descriptor?

    /// Walks the folder at `path` (bytes; it may be a link to a folder).
    ///
    /// - Throws: what opening or reading that folder itself gives; anything below it that cannot be read is skipped.
    package static func walk(_ path: [UInt8]) throws(LockerError) -> Tree {
        try walk(SourceFolder.open(path))
    }

    /// - Parameters:
    ///   - excluded: a folder that is passed over, with all in it.
    ///   - store: takes what is found.
    static func walk(
        _ folder: SourceFolder, excluding excluded: FileIdentity? = nil, store: PageStore = PageStore()
    ) throws(LockerError) -> Tree {
        var walker = TreeWalker(root: folder.descriptor, excluding: excluded, store)
        do {
            let device = try folder.descriptor.status().st_dev
            walker.tree.isRootMounted = TreeWalker.isMountPoint(folder.descriptor, on: device)
            let names = try TreeWalker.names(in: folder.descriptor)
            walker.open.append(OpenFolder(path: [], device: device, names: names))
        } catch {
            throw LockerError(SystemError(error.call, on: EntryPath.printable(folder.realPath), number: error.number))
        }
        while let last = walker.open.indices.last { walker.step(in: last) }
        return try walker.finished()
    }

    private init(root: Descriptor, excluding excluded: FileIdentity?, _ store: PageStore) {
        cursor = FolderCursor(root: root)
        self.excluded = excluded
        items = TableWriter(to: store)
    }

    private mutating func finished() throws(LockerError) -> Tree {
        tree.items = try items.finish()
        tree.skipped.sort { $0.path.lexicographicallyPrecedes($1.path) }
        tree.mounts.sort()
        tree.clampedTimes.sort()
        return tree
    }

    /// Does what is next in the folder of this number, the last of those that are open.
    private mutating func step(in last: Int) {
        if let folder = open[last].takeFolder() {
            open.append(folder)
            current = nil
        } else if let index = open[last].takeName() {
            visit(index, in: open[last])
        } else {
            open.removeLast()
            current = nil
        }
    }

    private mutating func visit(_ index: Int, in folder: OpenFolder) {
        let bytes = folder.path(of: index)
        guard let path = try? EntryPath(bytes) else {
            return skip(bytes, "its path is longer than \(EntryPath.maximumLength) bytes; move it further up")
        }
        if folder.names.type(of: index) == DT_DIR { return enter(path, above: folder.device) }
        do throws(SystemError) {
            let descriptor =
                if let current { current } else { try cursor.open(folder.path.split(separator: UInt8(ascii: "/"))) }
            current = descriptor
            inspect(index, at: path, in: folder, descriptor)
        } catch {
            // It was there a moment ago, and what is left of it is not known.
            open.removeLast()
            if let path = try? EntryPath(folder.path) { leave(path, unread: error) }
        }
    }

    private mutating func enter(_ path: EntryPath, above device: dev_t) {
        do throws(SystemError) {
            let folder = try cursor.open(path.components)
            let status = try folder.status()
            if let excluded, excluded == FileIdentity(status) { return }
            if status.st_dev != device { tree.mounts.append(path) }
            let names = try TreeWalker.names(in: folder)
            if names.isEmpty { return append(path, status, .folder) }
            open[open.count - 1].enter(OpenFolder(path: path.bytes, device: status.st_dev, names: names))
        } catch {
            leave(path, unread: error)
        }
    }

    private mutating func leave(_ path: EntryPath, unread error: SystemError) {
        tree.unread.append(path)
        skip(path.bytes, "folder cannot be read: \(error.reason)")
    }

    /// What is in `folder`, but for files on their way to their own names, whosever they are.
    private static func names(in folder: Descriptor) throws(SystemError) -> FolderNames {
        var names = try readFolder(folder)
        names.removeHidden { TemporaryFiles.isTemporary($0.name) && !isFolder($0, in: folder) }
        names.sort()
        return names
    }

    /// Whether an item is a folder. No folder is on its way to another name: one that is called so is a person's.
    private static func isFolder(_ item: FolderItem, in folder: Descriptor) -> Bool {
        guard item.type == DT_UNKNOWN else { return item.type == DT_DIR }
        var status = stat()
        let isThere = item.name.withCName { fstatat(folder.number, $0, &status, AT_SYMLINK_NOFOLLOW) } == 0
        return isThere && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Adds what a name is, or enters it when it is a folder after all.
    private mutating func inspect(_ index: Int, at path: EntryPath, in folder: OpenFolder, _ descriptor: Descriptor) {
        guard let status = folder.names.status(of: index, in: descriptor.number) else {
            let reason = errno == ENOENT ? "vanished" : SystemError("fstatat", on: "file").reason
            // It may be a folder, and nothing is known of what is below it.
            if folder.names.type(of: index) == UInt8(DT_UNKNOWN) { tree.unread.append(path) }
            return skip(path.bytes, reason)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: append(path, status, .file(FileStamp(status)))
        case S_IFDIR: enter(path, above: folder.device)
        case S_IFLNK:
            if let target = readLink(folder.names[index].name, in: descriptor) {
                append(path, status, .link(target: target))
            } else {
                skip(path.bytes, "link cannot be read: \(SystemError("readlinkat", on: "link").reason)")
            }
        case let kind:
            skip(path.bytes, "not a regular file (\(kindName(kind)))")
        }
    }

    private mutating func append(_ path: EntryPath, _ status: stat, _ content: TreeItem.Content) {
        let isLink = status.st_mode & S_IFMT == S_IFLNK
        items.append(
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
