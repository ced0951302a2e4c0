import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient

extension LibraryReader {
    /// The path that somebody means who writes `path`: that one, or where nothing is there and it is written as names
    /// are shown (``EntryPath/printable(_:)``), the one that is shown so. A name that holds a backslash means itself.
    package func meant(by path: EntryPath, revision: UInt64? = nil) throws(LockerError) -> EntryPath {
        guard let bytes = EntryPath.unescaped(path.bytes), let shown = try? EntryPath(bytes) else { return path }
        return try holds(path, revision: revision) ? path : shown
    }

    /// Whether a revision (the newest when nil) has an entry at `path`, or below it.
    package func holds(_ path: EntryPath, revision: UInt64? = nil) throws(LockerError) -> Bool {
        var request = Locker_V1_ListRequest()
        request.library = library
        if let revision { request.revision = revision }
        request.under = Data(path.bytes)
        request.limit = 1
        return try !connection.call(LockerMethods.list, request).entries.isEmpty
    }

    /// What is directly in `folder` (nil: the root) and begins with `start`, folders with a `/` behind them: at most
    /// `limit` paths, in the order of their names. What is below folders is passed over and not read.
    package func children(of folder: EntryPath?, startingWith start: [UInt8], limit: Int) throws(LockerError)
        -> [[UInt8]]
    {
        let above = folder.map { $0.bytes + [UInt8(ascii: "/")] } ?? []
        var request = Locker_V1_ListRequest()
        request.library = library
        request.limit = 1
        if let folder { request.under = Data(folder.bytes) }
        if let last = start.last, last > 1, last - 1 != UInt8(ascii: "/") {
            request.after = Data(above + start.dropLast() + [last - 1, 0xFF])
        }
        var children: [[UInt8]] = []
        // As many as there may be before the first that fits, and then as many as are wanted.
        for _ in 0..<(limit + 1000) where children.count < limit {
            let page = try connection.call(LockerMethods.list, request)
            guard let path = page.entries.first?.path, path.starts(with: above) else { break }
            let name = path.dropFirst(above.count).prefix { $0 != UInt8(ascii: "/") }
            let isFolder = above.count + name.count < path.count || page.entries[0].kind == .folder
            if name.starts(with: start) {
                children.append(above + name + (isFolder ? [UInt8(ascii: "/")] : []))
            } else if start.lexicographicallyPrecedes(name) {
                break
            }
            request.revision = page.revision
            // Behind all that is below a folder of this name.
            let behind = [UInt8(ascii: "/")] + [UInt8](repeating: 0xFF, count: 255)
            request.after = Data(isFolder ? above + name + behind : Array(path))
        }
        return children
    }
}
