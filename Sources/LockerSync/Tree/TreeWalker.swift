import Glibc
import LockerBase
import POSIXSupport

/// Walks a folder in path order, following no link, and tells what a library can hold of it. In memory are the names in
/// the folders that it is in.
///
/// System calls: open, fstat, read and close a folder once; one fstatat for everything else in it. An ignore file, or
/// the tag of a cache, is opened and read once more.
package struct TreeWalker {
    private let cursor: FolderCursor
    private let names: PlacedNames
    private let excluded: FileIdentity?
    private var tree: Tree
    private var items: TableWriter<TreeItem>
    private var exclusions: TableWriter<ExcludedItem>
    private var ignoreFiles: TableWriter<IgnoreFile>
    /// The folders on the way to where the walk is, from the root.
    private var open: [OpenFolder] = []
    /// The last of them, once something in it is looked at.
    private var current: Descriptor?

    /// Walks the folder at `path` (bytes; it may be a link to a folder).
    ///
    /// - Parameters:
    ///   - rules: what is left out.
    ///   - under: the folder of the library with which all paths begin; nil for the library itself.
    /// - Throws: what opening or reading that folder itself gives; anything below it that cannot be read is skipped.
    package static func walk(
        _ path: [UInt8], rules: IgnoreRules = .none, under: EntryPath? = nil
    ) throws(LockerError) -> Tree {
        try walk(SourceFolder.open(path), rules: rules, under: under)
    }

    /// - Parameters:
    ///   - excluded: a folder that is passed over, with all in it.
    ///   - names: what is called otherwise there than in the library: its path is the one there.
    ///   - store: takes what is found.
    static func walk(
        _ folder: SourceFolder, excluding excluded: FileIdentity? = nil, rules: IgnoreRules = .none,
        under: EntryPath? = nil, names: PlacedNames = PlacedNames(), store: PageStore = PageStore()
    ) throws(LockerError) -> Tree {
        let root = TreeRoot(folder.descriptor, under: under, names: names)
        var walker = TreeWalker(root, Tree(rules, under: under), excluding: excluded, store)
        do throws(FolderFlaw) {
            try walker.begin(in: folder.descriptor)
        } catch {
            throw error.error(at: folder.realPath)
        }
        while let last = walker.open.indices.last { walker.step(in: last) }
        return try walker.finished()
    }

    private init(_ root: TreeRoot, _ tree: Tree, excluding excluded: FileIdentity?, _ store: PageStore) {
        (cursor, names) = (root.cursor(), root.names)
        self.tree = tree
        self.excluded = excluded
        items = TableWriter(to: store)
        exclusions = TableWriter(to: store)
        ignoreFiles = TableWriter(to: store)
    }

    private mutating func begin(in folder: Descriptor) throws(FolderFlaw) {
        let path = tree.under?.bytes ?? []
        let device: dev_t
        do throws(SystemError) { device = try folder.status().st_dev } catch { throw FolderFlaw(error) }
        tree.isRootMounted = TreeWalker.isMountPoint(folder, on: device)
        let content = try FolderContent(of: folder, at: path, around: IgnoreScope(tree.rules, at: path), isRoot: true)
        let opened = OpenFolder(path: path, device: device, content, placed: names.names(in: path))
        note(content, of: opened)
        open.append(opened)
    }

    private mutating func finished() throws(LockerError) -> Tree {
        tree.items = try items.finish()
        tree.excluded = try exclusions.finish()
        tree.ignoreFiles = try ignoreFiles.finish()
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
        // A name of a folder has nothing that a path may not have, but for its length.
        let path = bytes.count <= EntryPath.maximumLength ? EntryPath(known: bytes) : nil
        if let why = folder.exclusions?[index] {
            return exclude(path, isFolder: folder.names.type(of: index) == DT_DIR, why)
        }
        guard let path else {
            return skip(bytes, "its path is longer than \(EntryPath.maximumLength) bytes; move it further up")
        }
        if folder.names.type(of: index) == DT_DIR { return enter(path, in: folder) }
        do throws(SystemError) {
            let descriptor =
                if let current { current } else { try cursor.open(folder.path.split(separator: UInt8(ascii: "/"))) }
            current = descriptor
            inspect(index, at: path, in: folder, descriptor)
        } catch {
            // It was there a moment ago, and what is left of it is not known.
            open.removeLast()
            if let path = try? EntryPath(folder.path) { leave(path, FolderFlaw(error)) }
        }
    }

    private mutating func enter(_ path: EntryPath, in parent: OpenFolder) {
        let folder: Descriptor
        let status: stat
        do throws(SystemError) {
            folder = try cursor.open(path.components)
            status = try folder.status()
        } catch {
            return leave(path, FolderFlaw(error))
        }
        if let excluded, excluded == FileIdentity(status) { return }
        if status.st_dev != parent.device { tree.mounts.append(path) }
        do throws(FolderFlaw) {
            let content = try FolderContent(of: folder, at: path.bytes, around: parent.scope)
            let opened = OpenFolder(
                path: path.bytes, device: status.st_dev, content, placed: names.names(in: path.bytes))
            note(content, of: opened)
            if content.isCache { exclude(path, isFolder: true, .cache) }
            if content.isEmpty { append(path, status, .folder) }
            if content.names.isEmpty { return }
            open[open.count - 1].enter(opened)
        } catch {
            leave(path, error)
        }
    }

    /// Takes note of what is to be told of a folder, or looked at once more.
    private mutating func note(_ content: FolderContent, of folder: OpenFolder) {
        if let file = content.ignoreFile {
            ignoreFiles.append(file)
            if let line = content.longLines.first {
                let first = tree.longLines?.first ?? "\(EntryPath.printable(file.path)), line \(line)"
                tree.longLines = (first, (tree.longLines?.count ?? 0) + content.longLines.count)
            }
        }
        let twins = TwinNames.find(in: content)
        guard let (one, other) = twins.first else { return }
        let pair = TwinNames(
            first: EntryPath(known: folder.path(of: one)), second: EntryPath(known: folder.path(of: other)))
        tree.twins = (tree.twins?.first ?? pair, (tree.twins?.count ?? 0) + twins.count)
    }

    /// What has no path of a library is not missed in one.
    private mutating func exclude(_ path: EntryPath?, isFolder: Bool, _ why: Exclusion) {
        guard let path else { return }
        exclusions.append(ExcludedItem(path: path, isFolder: isFolder, why: why))
    }

    private mutating func leave(_ path: EntryPath, _ flaw: FolderFlaw) {
        tree.unread.append(path)
        skip(path.bytes, flaw.text)
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
        case S_IFDIR: enter(path, in: folder)
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
