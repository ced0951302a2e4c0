import LockerBase

/// The paths of a folder at which a walk could not tell what is there: nothing there is known to be gone.
struct UnseenPaths {
    private let skipped: Set<[UInt8]>
    private let unread: Set<[UInt8]>

    init(_ tree: Tree) {
        skipped = Set(tree.skipped.map(\.path))
        unread = Set(tree.unread.map(\.bytes))
    }

    func contains(_ path: EntryPath) -> Bool {
        if skipped.contains(path.bytes) { return true }
        return !unread.isEmpty && path.withFolders.contains(where: unread.contains)
    }
}
