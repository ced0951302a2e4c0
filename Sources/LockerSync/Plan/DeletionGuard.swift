import LockerBase

/// Which folders seem to have lost what the library holds of them by an accident: nothing is in them any more, or the
/// file system that was mounted there is gone. What the library holds below them stays.
struct DeletionGuard {
    /// The outermost of them, in path order.
    let folders: [EntryPath]
    /// Whether the whole tree is one.
    let isRoot: Bool

    private let lost: [EntryPath: Loss]

    private enum Loss {
        case empty
        case unmounted
    }

    /// - Parameter remembered: what was remembered of the tree: where file systems were mounted.
    init(_ tree: Tree, _ holdings: HeldPaths, remembered: SyncState) {
        let substance = HeldPaths(sorted: tree.substance)
        isRoot = DeletionGuard.isRootLost(tree, holdings, substance, remembered)
        var lost: [EntryPath: Loss] = [:]
        for item in tree.items where item.isFolder {
            let folder = DeletionGuard.outermostEmpty(item.path, substance)
            if !holdings.contents(below: folder).isEmpty { lost[folder] = .empty }
        }
        let gone = HeldPaths(holdings.gone(from: tree))
        let mounts = Set(tree.mounts)
        for mount in remembered.mounts where !mounts.contains(mount) && gone.hasAnything(below: mount) {
            lost[mount] = .unmounted
        }
        self.lost = lost
        folders = lost.keys.filter { folder in !lost.keys.contains { folder.isBelow($0) } }.sorted()
    }

    /// Whether `path` lies below one of them.
    func keeps(_ path: EntryPath) -> Bool {
        folders.contains { path.isBelow($0) }
    }

    /// Each of them, with what can be done about it.
    func skipped(library: String, _ holdings: HeldPaths) -> [Skipped] {
        folders.map { folder in
            let state = lost[folder] == .unmounted ? "no disk is mounted there any more" : "nothing is in it any more"
            return Skipped(
                path: folder.bytes,
                reason: """
                    \(state), and --delete would remove what library "\(library)" has below it (files and links: \
                    \(holdings.contents(below: folder).count)); see that it is mounted, or remove the entries with \
                    locker rm --recursive
                    """)
        }
    }

    private static func isRootLost(
        _ tree: Tree, _ holdings: HeldPaths, _ substance: HeldPaths, _ remembered: SyncState
    ) -> Bool {
        if tree.isEmpty { return holdings.count > 0 }
        if remembered.isRootMounted && !tree.isRootMounted { return !holdings.gone(from: tree).isEmpty }
        return substance.count == 0 && !holdings.contents(below: nil).isEmpty
    }

    /// The outermost folder at or above `path` in which there is nothing but empty folders.
    private static func outermostEmpty(_ path: EntryPath, _ substance: HeldPaths) -> EntryPath {
        for end in path.bytes.indices where path.bytes[end] == UInt8(ascii: "/") {
            if let above = try? EntryPath(path.bytes[..<end]), !substance.hasAnything(below: above) { return above }
        }
        return path
    }
}
