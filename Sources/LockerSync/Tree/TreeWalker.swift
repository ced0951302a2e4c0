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
    private let names: PlacedNames
    private let excluded: FileIdentity?
    private var record: TreeRecord
    private var way: WalkWay

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
        defer { walker.way.finish() }
        do throws(FolderFlaw) {
            try walker.begin(in: folder.descriptor)
        } catch {
            throw error.error(at: folder.realPath)
        }
        while let (index, folder) = walker.way.next() { walker.visit(index, in: folder) }
        return try walker.record.finish()
    }

    private init(_ root: TreeRoot, _ tree: Tree, excluding excluded: FileIdentity?, _ store: PageStore) {
        (names, way) = (root.names, WalkWay(in: root))
        record = TreeRecord(tree, to: store)
        self.excluded = excluded
    }

    private mutating func begin(in folder: Descriptor) throws(FolderFlaw) {
        let path = record.tree.under?.bytes ?? []
        let look = try FolderLook(at: folder, path, around: IgnoreScope(record.tree.rules, at: path), isRoot: true)
        record.noteRoot(isMounted: TreeWalker.isMountPoint(folder, on: look.status.st_dev))
        let opened = try OpenFolder(path: path, look, placed: names.names(in: path))
        record.note(look, of: opened)
        way.enter(opened)
    }

    /// Looks at the name of this number in the folder of that number.
    private mutating func visit(_ index: Int, in last: Int) {
        let bytes = way.folders[last].path(of: index)
        let isFolder = way.folders[last].names.type(of: index) == DT_DIR
        // A name of a folder has nothing that a path may not have, but for its length.
        let path = bytes.count <= EntryPath.maximumLength ? EntryPath(known: bytes) : nil
        if let why = way.folders[last].exclusion(of: index) { return record.exclude(path, isFolder: isFolder, why) }
        guard let path else {
            return record.skip(bytes, "its path is longer than \(EntryPath.maximumLength) bytes; move it further up")
        }
        // Of shorter ones none can have so many.
        if bytes.count > 2 * EntryPath.maximumDepth, path.components.count > EntryPath.maximumDepth {
            return record.skip(bytes, "its path has more than \(EntryPath.maximumDepth) components; move it further up")
        }
        if isFolder { return enter(path, index, in: last) }
        do throws(SystemError) {
            try inspect(index, at: path, in: last)
        } catch {
            // It was there a moment ago, and what is left of it is not known.
            let folder = way.leave()
            if let path = try? EntryPath(folder.path) { record.leave(path, FolderFlaw(error)) }
        }
    }

    private mutating func enter(_ path: EntryPath, _ index: Int, in last: Int) {
        do throws(FolderFlaw) {
            let look = try way.look(at: path, index, in: last)
            if let excluded, excluded == FileIdentity(look.status) { return record.passOver(path) }
            if look.status.st_dev != way.folders[last].device { record.noteMount(at: path) }
            let opened = try OpenFolder(path: path.bytes, look, placed: names.names(in: path.bytes))
            record.note(look, of: opened)
            if opened.content.isCache { record.exclude(path, isFolder: true, .cache) }
            if opened.content.isEmpty { record.append(path, look.status, .folder) }
            if opened.names.isEmpty { return }
            way.enter(opened, in: last)
        } catch {
            record.leave(path, error)
        }
    }

    /// Adds what a name is, or enters it when it is a folder after all.
    private mutating func inspect(_ index: Int, at path: EntryPath, in last: Int) throws(SystemError) {
        let status: stat
        switch try way.status(of: index, in: last) {
        case .found(let found): status = found
        case .untold: return
        case .failed(let number):
            // It may be a folder, and nothing is known of what is below it.
            if way.folders[last].names.type(of: index) == UInt8(DT_UNKNOWN) { record.miss(path) }
            let error = SystemError("fstatat", on: "file", number: number)
            return record.skip(path.bytes, number == ENOENT ? "vanished" : error.reason)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: record.append(path, status, .file(FileStamp(status)))
        case S_IFDIR: enter(path, index, in: last)
        case S_IFLNK:
            if let target = try readLink(way.folders[last].names[index].name, in: way.descriptor(of: last)) {
                record.append(path, status, .link(target: target))
            } else {
                record.skip(path.bytes, "link cannot be read: \(SystemError("readlinkat", on: "link").reason)")
            }
        case let kind:
            record.skip(path.bytes, "not a regular file (\(kindName(kind)))")
        }
    }

    private static func isMountPoint(_ folder: Descriptor, on device: dev_t) -> Bool {
        var parent = stat()
        return fstatat(folder.number, "..", &parent, 0) == 0 && parent.st_dev != device
    }
}
