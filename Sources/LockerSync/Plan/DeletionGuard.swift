import LockerBase

/// Which folders seem to have lost what the library holds of them by an accident: nothing is in them any more, or the
/// file system that was mounted there is gone. What the library holds below them stays.
struct DeletionGuard {
    /// The outermost of them, in path order.
    let folders: [EntryPath]
    /// Whether the whole tree is one.
    let isRoot: Bool
    /// Whether there is nothing in the tree but empty folders.
    let isEmpty: Bool

    private let lost: [EntryPath: Loss]

    private enum Loss {
        case empty
        case unmounted
    }

    /// - Parameters:
    ///   - holdings: what the library may lose: what is left out it does not.
    ///   - gone: what of `holdings` is not in `tree`.
    ///   - remembered: what was remembered of the tree: where file systems were mounted.
    init(
        _ tree: Tree, _ holdings: HeldPaths, gone: HeldPaths, remembered: SyncState, store: PageStore
    ) throws(LockerError) {
        let substance = try HeldPaths(substanceOf: tree, store: store)
        isEmpty = substance.count == 0
        isRoot = try DeletionGuard.isRootLost(tree, holdings, gone, substance, remembered)
        var lost: [EntryPath: Loss] = [:]
        var (items, last): (_, EntryPath?) = (tree.items.reader(), nil)
        while let item = try items.next() {
            guard item.isFolder else { continue }
            let folder = try DeletionGuard.outermostEmpty(item.path, substance)
            if folder == last { continue }
            last = folder
            if try holdings.contents(below: folder, limit: 1) > 0 { lost[folder] = .empty }
        }
        let mounts = Set(tree.mounts)
        for mount in remembered.mounts where !mounts.contains(mount) {
            if try gone.hasAnything(below: mount) { lost[mount] = .unmounted }
        }
        self.lost = lost
        folders = lost.keys.filter { !$0.folders.contains { lost[$0] != nil } }.sorted()
    }

    /// Whether `path` lies below one of them.
    func keeps(_ path: EntryPath) -> Bool {
        path.folders.contains { lost[$0] != nil }
    }

    /// Each of them, with what can be done about it.
    func skipped(library: String, _ holdings: HeldPaths) throws(LockerError) -> [Skipped] {
        var skipped: [Skipped] = []
        for folder in folders {
            let state = lost[folder] == .unmounted ? "no disk is mounted there any more" : "nothing is in it any more"
            let reason = """
                \(state), and --delete would remove what library "\(library)" has below it (files and links: \
                \(try holdings.contents(below: folder))); see that it is mounted, or remove the entries with \
                locker rm --recursive
                """
            skipped.append(Skipped(path: folder.bytes, reason: reason))
        }
        return skipped
    }

    private static func isRootLost(
        _ tree: Tree, _ holdings: HeldPaths, _ gone: HeldPaths, _ substance: HeldPaths, _ remembered: SyncState
    ) throws(LockerError) -> Bool {
        if tree.isEmpty { return holdings.count > 0 }
        if remembered.isRootMounted && !tree.isRootMounted { return gone.count > 0 }
        if substance.count > 0 { return false }
        return try holdings.contents(below: nil, limit: 1) > 0
    }

    /// The outermost folder at or above `path` in which there is nothing but empty folders.
    private static func outermostEmpty(_ path: EntryPath, _ substance: HeldPaths) throws(LockerError) -> EntryPath {
        for above in path.folders where try !substance.hasAnything(below: above) { return above }
        return path
    }
}
