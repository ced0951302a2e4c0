import LockerBase

/// Finds the reasons of what a sync does.
struct SyncReasons {
    let remembered: [EntryPath: RememberedItem]
    let holdings: HeldPaths
    let tree: Tree

    func sending(_ items: [TreeItem]) -> [SyncChange] {
        items.map { item in
            let (kind, reason) = why(item)
            return SyncChange(path: item.path.bytes, kind: kind, isFolder: item.isFolder, reason: reason)
        }
    }

    func removing(_ paths: [EntryPath]) -> [SyncChange] {
        guard !paths.isEmpty else { return [] }
        let there = Set(tree.items.map(\.path))
        let folders = Set(tree.items.flatMap { SyncReasons.folders(of: $0.path) })
        return paths.map { path in
            let obstacle = SyncReasons.folders(of: path).first { there.contains($0) }
            let isFolder = folders.contains(path)
            let reason =
                obstacle.map { "\($0) is in the place of its folder" }
                ?? (isFolder ? "a folder is in its place" : "not in the folder any more")
            return SyncChange(
                path: path.bytes, kind: .removed, isFolder: holdings.isFolder(path), reason: reason)
        }
    }

    /// The folders that `path` lies in.
    private static func folders(of path: EntryPath) -> [EntryPath] {
        path.bytes.indices.filter { path.bytes[$0] == UInt8(ascii: "/") }.compactMap {
            try? EntryPath(path.bytes[..<$0])
        }
    }

    private func why(_ item: TreeItem) -> (SyncChange.Kind, String) {
        guard let known = remembered[item.path]?.item else {
            return holdings.contains(item.path) ? (.changed, "the library has it, not known as sent") : (.added, "new")
        }
        guard known.stamp?.size == item.stamp?.size else { return (.changed, "its size changed") }
        guard known.modified == item.modified else { return (.changed, "its modification time changed") }
        return (.changed, known == item ? "read again, as --rehash says" : "its inode or status changed")
    }
}
