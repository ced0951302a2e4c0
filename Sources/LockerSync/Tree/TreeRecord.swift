import Glibc
import LockerBase
import POSIXSupport

/// Takes what a walk finds, in path order, and makes a tree of it.
struct TreeRecord {
    private(set) var tree: Tree
    private var items: TableWriter<TreeItem>
    private var exclusions: TableWriter<ExcludedItem>
    private var ignoreFiles: TableWriter<IgnoreFile>

    /// - Parameters:
    ///   - tree: one with nothing in it.
    ///   - store: takes what is found.
    init(_ tree: Tree, to store: PageStore) {
        self.tree = tree
        items = TableWriter(to: store)
        exclusions = TableWriter(to: store)
        ignoreFiles = TableWriter(to: store)
    }

    mutating func finish() throws(LockerError) -> Tree {
        tree.items = try items.finish()
        tree.excluded = try exclusions.finish()
        tree.ignoreFiles = try ignoreFiles.finish()
        tree.skipped.sort { $0.path.lexicographicallyPrecedes($1.path) }
        tree.mounts.sort()
        tree.clampedTimes.sort()
        return tree
    }

    /// Takes note that another file system begins at the root, or that none does.
    mutating func noteRoot(isMounted: Bool) { tree.isRootMounted = isMounted }

    /// Takes note that another file system begins at a folder.
    mutating func noteMount(at path: EntryPath) { tree.mounts.append(path) }

    /// Takes note of what is to be told of a folder, or looked at once more.
    mutating func note(_ look: FolderLook, of folder: OpenFolder) {
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

    mutating func append(_ path: EntryPath, _ status: stat, _ content: TreeItem.Content) {
        let isLink = status.st_mode & S_IFMT == S_IFLNK
        items.append(
            TreeItem(
                path: path, modified: nanoseconds(status.st_mtim), content: content,
                mode: isLink ? nil : permissionBits(status)))
        if !fitsNanoseconds(status.st_mtim) { tree.clampedTimes.append(path) }
    }

    /// What has no path of a library is not missed in one.
    mutating func exclude(_ path: EntryPath?, isFolder: Bool, _ why: Exclusion) {
        guard let path else { return }
        exclusions.append(ExcludedItem(path: path, isFolder: isFolder, why: why))
    }

    /// Leaves out the folder that is to be, with all in it.
    mutating func passOver(_ path: EntryPath) { tree.passedOver = path }

    /// Leaves out a folder that cannot be read.
    mutating func leave(_ path: EntryPath, _ flaw: FolderFlaw) {
        miss(path)
        skip(path.bytes, flaw.text)
    }

    /// Takes note that nothing is known of what is at a path, or below it.
    mutating func miss(_ path: EntryPath) { tree.unread.append(path) }

    mutating func skip(_ path: [UInt8], _ reason: String) {
        tree.skipped.append(Skipped(path: path, reason: reason))
    }
}
