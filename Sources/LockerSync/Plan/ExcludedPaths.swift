import LockerBase

/// Tells which paths of a library the patterns of a tree leave out, whether or not anything is there on the disk. For
/// paths in order; for one thread.
struct ExcludedPaths {
    private struct Folder {
        /// With the slash at its end; no bytes for the library itself.
        let start: [UInt8]
        /// Whether all in it is left out.
        let isExcluded: Bool
        /// The patterns that hold in it.
        let scope: IgnoreScope
    }

    private let tree: Tree
    /// The folders on the way to the path that was asked for last.
    private var open: [Folder]

    init(of tree: Tree) throws(LockerError) {
        self.tree = tree
        let root = tree.under?.bytes ?? []
        let scope = try ExcludedPaths.scope(in: root, around: IgnoreScope(tree.rules, at: root), tree)
        open = [Folder(start: tree.under?.asFolder ?? [], isExcluded: false, scope: scope)]
    }

    /// Whether it is left out, or a folder that it lies in.
    mutating func contains(_ held: HeldPath) throws(LockerError) -> Bool {
        let path = held.key
        guard path.count > open[0].start.count else { return false }
        while open.count > 1, let last = open.last, !path.starts(with: last.start) { open.removeLast() }
        var folder = open[open.count - 1]
        while let slash = path[folder.start.count...].firstIndex(of: UInt8(ascii: "/")) {
            folder = try inner(folder, Array(path[...slash]))
            open.append(folder)
        }
        if folder.isExcluded { return true }
        // Of a cache, what is in it is left out.
        if let found = try tree.excluded.row(at: path), found.why != .cache { return true }
        return ExcludedPaths.isExcluded(path, in: folder, isFolder: held.isFolder)
    }

    /// The folder in `folder` that `start` names, with a slash at its end.
    private func inner(_ folder: Folder, _ start: [UInt8]) throws(LockerError) -> Folder {
        let path = Array(start.dropLast())
        var isExcluded = folder.isExcluded || ExcludedPaths.isExcluded(path, in: folder, isFolder: true)
        if !isExcluded { isExcluded = try tree.excluded.contains(path) }
        if isExcluded { return Folder(start: start, isExcluded: true, scope: folder.scope) }
        let scope = try ExcludedPaths.scope(in: path, around: folder.scope, tree)
        return Folder(start: start, isExcluded: false, scope: scope)
    }

    private static func isExcluded(_ path: [UInt8], in folder: Folder, isFolder: Bool) -> Bool {
        path.withUnsafeBufferPointer { path in
            folder.scope.exclusion(of: path, nameFrom: folder.start.count) { isFolder } != nil
        }
    }

    /// The patterns that hold in the folder at `path`.
    private static func scope(
        in path: [UInt8], around scope: IgnoreScope, _ tree: Tree
    ) throws(LockerError) -> IgnoreScope {
        guard let file = try tree.ignoreFiles.row(at: path) else { return scope }
        return scope.adding(IgnoreList.parsing(file).list, at: path)
    }
}
