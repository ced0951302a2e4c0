import LockerBase

/// The paths that a library holds, for finding what is in the way of a new entry and what is to be removed.
package struct HeldPaths: Sendable {
    let rows: SortedTable<HeldPath>

    /// - Parameter folders: those of `paths` at which there is a folder with nothing in it.
    package init(_ paths: [EntryPath] = [], folders: Set<EntryPath> = []) throws(LockerError) {
        rows = try SortedTable(paths.map { HeldPath($0, isFolder: folders.contains($0)) })
    }

    init(_ rows: SortedTable<HeldPath>) {
        self.rows = rows
    }

    package var count: Int { rows.count }

    /// All of them, in order.
    package func paths() throws(LockerError) -> [EntryPath] { try rows.rows().map(\.path) }

    /// The entries that cannot be there beside a file or a link at `path`, or beside anything below the folders that
    /// `path` names: a path cannot be a file and a folder at a time.
    package func conflicts(with path: EntryPath) throws(LockerError) -> [EntryPath] {
        if rows.isEmpty { return [] }
        var result: [EntryPath] = []
        for above in path.folders where try contains(above) { result.append(above) }
        var below = try readBelow(path)
        while let next = try below.next(), next.path.isBelow(path) { result.append(next.path) }
        return result
    }

    /// Whether the library has anything below `path`.
    package func hasAnything(below path: EntryPath) throws(LockerError) -> Bool {
        try rows.contains(startingWith: path.asFolder)
    }

    /// Whether the library has a folder with nothing in it at `path`.
    func isFolder(_ path: EntryPath) throws(LockerError) -> Bool { try rows.row(at: path.bytes)?.isFolder ?? false }

    /// How many files and links are below `folder`, everywhere when nil; counted up to `limit`.
    func contents(below folder: EntryPath?, limit: Int = .max) throws(LockerError) -> Int {
        var reader = if let folder { try readBelow(folder) } else { rows.reader() }
        var count = 0
        while count < limit, let next = try reader.next(), folder.map(next.path.isBelow) ?? true {
            if !next.isFolder { count += 1 }
        }
        return count
    }

    /// Why `item` cannot become an entry while nothing is removed: where it has a file or a link the library has a
    /// folder, or the other way round. Nil: it can.
    package func clash(with item: TreeItem) throws(LockerError) -> Clash? {
        if rows.isEmpty { return nil }
        let path = item.path
        for above in path.folders where try isFile(above) { return .file(above) }
        if item.isFolder { return try isFile(path) ? .file(path) : nil }
        // What is below begins where `a/` would, and ends before `a0`: names such as `a.b` are not.
        let first = try rows.firstIndex(notBefore: path.asFolder)
        let below = try rows.firstIndex(notBefore: path.bytes + [UInt8(ascii: "/") + 1]) - first
        if below == 0, try !isFolder(path) { return nil }
        return .folder(path, entries: below)
    }

    /// Whether the library holds `path`.
    package func contains(_ path: EntryPath) throws(LockerError) -> Bool { try rows.contains(path.bytes) }

    private func isFile(_ path: EntryPath) throws(LockerError) -> Bool {
        try rows.row(at: path.bytes).map { !$0.isFolder } ?? false
    }

    /// Reads what is below `path`, and goes on behind that.
    private func readBelow(_ path: EntryPath) throws(LockerError) -> TableReader<HeldPath> {
        try rows.reader(notBefore: path.asFolder)
    }
}
