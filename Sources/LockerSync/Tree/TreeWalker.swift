import Glibc
import LockerBase
import POSIXSupport

/// Walks a folder in path order, following no link, and tells what a library can hold of it. In memory are the names in
/// the folders that it is in.
///
/// System calls: open, fstat, read and close a folder once, and open it once more where it has links, folders or more
/// names than ``ItemStatuses/length``; one fstatat for everything else in it. An ignore file, or the tag of a cache, is
/// opened and read once more. They are made by several threads, ahead of the walk.
package struct TreeWalker {
    private let cursor: FolderCursor
    private let threads = WalkThreads()
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
        defer { walker.threads.finish() }
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
        let look = try FolderLook(at: folder, path, around: IgnoreScope(tree.rules, at: path), isRoot: true)
        tree.isRootMounted = TreeWalker.isMountPoint(folder, on: look.status.st_dev)
        let opened = try OpenFolder(path: path, look, placed: names.names(in: path))
        note(look, of: opened)
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
            visit(index, in: last)
        } else {
            open.removeLast()
            current = nil
        }
    }

    /// Looks at the name of this number in the folder of that number.
    private mutating func visit(_ index: Int, in last: Int) {
        let bytes = open[last].path(of: index)
        let isFolder = open[last].names.type(of: index) == DT_DIR
        // A name of a folder has nothing that a path may not have, but for its length.
        let path = bytes.count <= EntryPath.maximumLength ? EntryPath(known: bytes) : nil
        if let why = open[last].exclusion(of: index) { return exclude(path, isFolder: isFolder, why) }
        guard let path else {
            return skip(bytes, "its path is longer than \(EntryPath.maximumLength) bytes; move it further up")
        }
        // Of shorter ones none can have so many.
        if bytes.count > 2 * EntryPath.maximumDepth, path.components.count > EntryPath.maximumDepth {
            return skip(bytes, "its path has more than \(EntryPath.maximumDepth) components; move it further up")
        }
        if isFolder { return enter(path, index, in: last) }
        do throws(SystemError) {
            try inspect(index, at: path, in: last)
        } catch {
            // It was there a moment ago, and what is left of it is not known.
            let folder = open.removeLast()
            if let path = try? EntryPath(folder.path) { leave(path, FolderFlaw(error)) }
        }
    }

    /// Opens the folder of this number, the last of those that are open.
    private mutating func descriptor(of last: Int) throws(SystemError) -> Descriptor {
        if let current { return current }
        let opened = try cursor.open(open[last].path.split(separator: UInt8(ascii: "/")))
        current = opened
        return opened
    }

    private mutating func enter(_ path: EntryPath, _ index: Int, in last: Int) {
        do throws(FolderFlaw) {
            let look = try look(at: path, index, in: last)
            if let excluded, excluded == FileIdentity(look.status) {
                tree.passedOver = path
                return
            }
            if look.status.st_dev != open[last].device { tree.mounts.append(path) }
            let opened = try OpenFolder(path: path.bytes, look, placed: names.names(in: path.bytes))
            note(look, of: opened)
            if opened.content.isCache { exclude(path, isFolder: true, .cache) }
            if opened.content.isEmpty { append(path, look.status, .folder) }
            if opened.names.isEmpty { return }
            open[last].enter(opened)
        } catch {
            leave(path, error)
        }
    }

    private mutating func look(at path: EntryPath, _ index: Int, in last: Int) throws(FolderFlaw) -> FolderLook {
        let (parent, content) = (open[last].path, open[last].content)
        if !open[last].hasOthers {
            var ahead = open[last].ahead
            let known = ahead.look(at: index, parent, content, by: threads) { () throws(SystemError) in
                try descriptor(of: last)
            }
            open[last].ahead = ahead
            // One that ran short of descriptors says nothing of the folder: fewer may be open by now.
            if let known, !known.value.isShort { return try known.value.get() }
        }
        let folder: Descriptor
        do throws(SystemError) { folder = try cursor.open(path.components) } catch { throw FolderFlaw(error) }
        // The cursor stands there now.
        current = nil
        return try FolderLook(at: folder, path.bytes, around: content.scope)
    }

    /// Takes note of what is to be told of a folder, or looked at once more.
    private mutating func note(_ look: FolderLook, of folder: OpenFolder) {
        if let file = folder.content.ignoreFile {
            ignoreFiles.append(file)
            if let line = folder.content.longLines.first {
                let first = tree.longLines?.first ?? "\(EntryPath.printable(file.path)), line \(line)"
                tree.longLines = (first, (tree.longLines?.count ?? 0) + folder.content.longLines.count)
            }
        }
        guard let (one, other) = look.twins.first else { return }
        let pair = TwinNames(
            first: EntryPath(known: folder.path(of: one)), second: EntryPath(known: folder.path(of: other)))
        tree.twins = (tree.twins?.first ?? pair, (tree.twins?.count ?? 0) + look.twins.count)
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
    private mutating func inspect(_ index: Int, at path: EntryPath, in last: Int) throws(SystemError) {
        let status: stat
        switch try self.status(of: index, in: last) {
        case .found(let found): status = found
        case .untold: return
        case .failed(let number):
            // It may be a folder, and nothing is known of what is below it.
            if open[last].names.type(of: index) == UInt8(DT_UNKNOWN) { tree.unread.append(path) }
            let error = SystemError("fstatat", on: "file", number: number)
            return skip(path.bytes, number == ENOENT ? "vanished" : error.reason)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: append(path, status, .file(FileStamp(status)))
        case S_IFDIR: enter(path, index, in: last)
        case S_IFLNK:
            if let target = try readLink(open[last].names[index].name, in: descriptor(of: last)) {
                append(path, status, .link(target: target))
            } else {
                skip(path.bytes, "link cannot be read: \(SystemError("readlinkat", on: "link").reason)")
            }
        case let kind:
            skip(path.bytes, "not a regular file (\(kindName(kind)))")
        }
    }

    private mutating func status(of index: Int, in last: Int) throws(SystemError) -> ItemStatuses.ItemStatus {
        if let known = open[last].ahead[index] { return known }
        let content = open[last].content
        var ahead = open[last].ahead
        defer { open[last].ahead = ahead }
        return try ahead.status(of: index, content, by: threads) { () throws(SystemError) in
            try descriptor(of: last)
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
