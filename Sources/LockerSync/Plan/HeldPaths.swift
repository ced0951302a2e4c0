import LockerBase

/// The paths that a library holds, for finding what is in the way of a new entry and what is to be removed.
package struct HeldPaths: Sendable {
    /// In byte order.
    private var paths: [EntryPath] = []
    /// Those of ``paths`` at which the library has a folder with nothing in it.
    private var folders: Set<EntryPath> = []

    /// - Parameter folders: those of `paths` that are folders.
    package init(_ paths: [EntryPath] = [], folders: Set<EntryPath> = []) {
        self.paths = paths.sorted()
        self.folders = folders
    }

    /// - Parameter paths: in byte order.
    init(sorted paths: [EntryPath]) {
        self.paths = paths
    }

    package var count: Int { paths.count }

    /// The entries that cannot be there beside a file or a link at `path`, or beside anything below the folders that
    /// `path` names: a path cannot be a file and a folder at a time.
    package func conflicts(with path: EntryPath) -> [EntryPath] {
        var result: [EntryPath] = []
        for end in path.bytes.indices where path.bytes[end] == UInt8(ascii: "/") {
            if let above = try? EntryPath(path.bytes[..<end]), contains(above) { result.append(above) }
        }
        return result + below(path)
    }

    /// Whether the library has anything below `path`.
    package func hasAnything(below path: EntryPath) -> Bool {
        !below(path).isEmpty
    }

    /// Whether the library has a folder with nothing in it at `path`.
    func isFolder(_ path: EntryPath) -> Bool { folders.contains(path) }

    /// The files and links below `folder`; everywhere when nil.
    func contents(below folder: EntryPath?) -> [EntryPath] {
        (folder.map { below($0) } ?? paths[...]).filter { !folders.contains($0) }
    }

    /// Why `item` cannot become an entry while nothing is removed: where it has a file or a link the library has a
    /// folder, or the other way round. Nil: it can.
    package func clash(with item: TreeItem) -> Clash? {
        if paths.isEmpty { return nil }
        let path = item.path
        for end in path.bytes.indices where path.bytes[end] == UInt8(ascii: "/") {
            if let above = try? EntryPath(path.bytes[..<end]), isFile(above) { return .file(above) }
        }
        if item.isFolder { return isFile(path) ? .file(path) : nil }
        let below = below(path).count
        return below > 0 || folders.contains(path) ? .folder(path, entries: below) : nil
    }

    private func isFile(_ path: EntryPath) -> Bool {
        contains(path) && !folders.contains(path)
    }

    private func below(_ path: EntryPath) -> ArraySlice<EntryPath> {
        // Names such as `a.b` sort between `a` and `a/b`, so what is below starts where `a/` would, and ends before
        // `a0`.
        let (lower, upper) = (path.bytes + [UInt8(ascii: "/")], path.bytes + [UInt8(ascii: "/") + 1])
        let start = firstIndex { !$0.bytes.lexicographicallyPrecedes(lower) }
        return paths[start..<firstIndex { !$0.bytes.lexicographicallyPrecedes(upper) }]
    }

    /// The entries that are not in `tree` any more. What the walk passed over, or could not look into, is not known
    /// to be gone.
    package func gone(from tree: Tree) -> [EntryPath] {
        var there = Set(tree.items.map(\.path))
        for item in tree.skipped { if let path = try? EntryPath(item.path) { there.insert(path) } }
        return paths.filter { path in
            !there.contains(path) && !tree.unread.contains { path == $0 || path.isBelow($0) }
        }
    }

    /// Whether the library holds `path`.
    package func contains(_ path: EntryPath) -> Bool {
        let index = firstIndex { !($0 < path) }
        return index < paths.count && paths[index] == path
    }

    /// The index of the first path for which `condition` holds; it must hold for all after it.
    private func firstIndex(where condition: (EntryPath) -> Bool) -> Int {
        var (low, high) = (0, paths.count)
        while low < high {
            let middle = (low + high) / 2
            if condition(paths[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
