import LockerBase

/// The paths that a library holds, for finding what is in the way of a new entry and what is to be removed.
public struct Holdings: Sendable {
    /// In byte order.
    private var paths: [EntryPath] = []

    public init(_ paths: [EntryPath] = []) {
        self.paths = paths.sorted()
    }

    public var count: Int { paths.count }

    /// The entries that cannot be there beside a file or a link at `path`, or beside anything below the folders that
    /// `path` names: a path cannot be a file and a folder at a time.
    public func conflicts(with path: EntryPath) -> [EntryPath] {
        var result: [EntryPath] = []
        for end in path.bytes.indices where path.bytes[end] == UInt8(ascii: "/") {
            if let above = try? EntryPath(path.bytes[..<end]), contains(above) { result.append(above) }
        }
        // Names such as `a.b` sort between `a` and `a/b`, so what is below starts where `a/` would.
        let prefix = path.bytes + [UInt8(ascii: "/")]
        var index = firstIndex { !$0.bytes.lexicographicallyPrecedes(prefix) }
        while index < paths.count, paths[index].isBelow(path) {
            result.append(paths[index])
            index += 1
        }
        return result
    }

    /// The entries that are not in `tree` any more. What the walk passed over, or could not look into, is not known
    /// to be gone.
    public func gone(from tree: Tree) -> [EntryPath] {
        var there = Set(tree.items.map(\.path))
        for item in tree.skipped { if let path = try? EntryPath(item.path) { there.insert(path) } }
        return paths.filter { path in
            !there.contains(path) && !tree.unread.contains { path == $0 || path.isBelow($0) }
        }
    }

    private func contains(_ path: EntryPath) -> Bool {
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
