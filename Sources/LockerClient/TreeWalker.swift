import Glibc
import LockerBase
import POSIXSupport

/// Walks a folder, following no link, and tells what a library can hold of it.
///
/// System calls: open, read and close a folder once; one fstatat for everything else in it.
public struct TreeWalker {
    private let cursor: FolderCursor
    private var tree = Tree()
    private var pending: [EntryPath] = []

    /// Walks the folder at `path` (bytes; it may be a link to a folder).
    ///
    /// - Throws: what opening or reading that folder itself gives; anything below it that cannot be read is skipped.
    public static func walk(_ path: [UInt8]) throws(LockerError) -> Tree {
        try walk(SourceFolder.open(path))
    }

    static func walk(_ folder: SourceFolder) throws(LockerError) -> Tree {
        var walker = TreeWalker(root: folder.descriptor)
        do {
            walker.add(try readFolder(folder.descriptor), of: folder.descriptor, at: nil)
        } catch {
            throw LockerError(SystemError(error.call, on: EntryPath.printable(folder.realPath), number: error.number))
        }
        while let path = walker.pending.popLast() { walker.visit(path) }
        walker.tree.items.sort { $0.path < $1.path }
        walker.tree.skipped.sort { $0.path.lexicographicallyPrecedes($1.path) }
        return walker.tree
    }

    private init(root: Descriptor) {
        cursor = FolderCursor(root: root)
    }

    private mutating func visit(_ path: EntryPath) {
        do {
            let folder = try cursor.open(path.components)
            let items = try readFolder(folder)
            if items.isEmpty {
                let status = try folder.status()
                tree.items.append(
                    TreeItem(path: path, modified: nanoseconds(status.st_mtim), content: .folder))
            }
            add(items, of: folder, at: path)
        } catch {
            tree.unread.append(path)
            skip(path.bytes, "folder cannot be read: \(error.reason)")
        }
    }

    private mutating func add(_ items: [FolderItem], of folder: Descriptor, at parent: EntryPath?) {
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
        pending += folders.sorted(by: >)
    }

    /// Adds what `name` is. Returns its path when it is a folder after all.
    private mutating func inspect(_ name: [UInt8], at path: EntryPath, in folder: Descriptor) -> EntryPath? {
        var status = stat()
        guard name.withCName({ fstatat(folder.number, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 else {
            skip(path.bytes, errno == ENOENT ? "vanished" : SystemError("fstatat", on: "file").reason)
            return nil
        }
        let modified = nanoseconds(status.st_mtim)
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            tree.items.append(TreeItem(path: path, modified: modified, content: .file(FileStamp(status))))
        case S_IFDIR:
            return path
        case S_IFLNK:
            if let target = readLink(name, in: folder) {
                tree.items.append(TreeItem(path: path, modified: modified, content: .link(target: target)))
            } else {
                skip(path.bytes, "link cannot be read: \(SystemError("readlinkat", on: "link").reason)")
            }
        case let kind:
            skip(path.bytes, "not a regular file (\(kindName(kind)))")
        }
        return nil
    }

    private mutating func skip(_ path: [UInt8], _ reason: String) {
        tree.skipped.append(Skipped(path: path, reason: reason))
    }
}
