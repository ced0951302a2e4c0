import LockerBase
import Metadata
import PackEngine

extension Locker {
    /// Removes the entries at `paths`, and with `recursive` folders with all that is below them, in one revision.
    ///
    /// - Throws: ``LockerError/Code/notFound`` when one of them is not there, ``LockerError/Code/invalidArgument``
    ///   when one is a folder and `recursive` is not given; nothing is removed then.
    public func remove(
        _ paths: [EntryPath], from library: String, of caller: Caller, recursive: Bool
    ) throws(LockerError) -> Committed {
        try changing(library, of: caller) { () throws(LockerError) in
            let tree = try self.library(named: library, of: caller)
            for path in paths { try check(path, in: tree, mayBeFolder: recursive) }
            var removals: [EntryPath] = []
            for path in EntryPath.outermost(of: paths) { removals += try entries(at: path, in: tree).map(\.path) }
            return try commit([], removals: removals, to: library, of: caller.account, after: Ticket())
        }
    }

    /// Renames the entry or folder at `path` to `destination`, in one revision. Modification times stay.
    ///
    /// - Throws: ``LockerError/Code/notFound`` when nothing is at `path`; ``LockerError/Code/alreadyExists`` when
    ///   something is at `destination`; ``LockerError/Code/invalidArgument`` for a folder moved into itself.
    public func move(
        _ path: EntryPath, to destination: EntryPath, in library: String, of caller: Caller
    ) throws(LockerError) -> Committed {
        guard destination != path, !destination.isBelow(path) else {
            throw LockerError(
                .invalidArgument, "\(path): cannot be moved to \(destination), which is the same or lies in it")
        }
        return try changing(library, of: caller) { () throws(LockerError) in
            let tree = try self.library(named: library, of: caller)
            let moved = try entries(at: path, in: tree)
            let inTheWay = try metadata.entries(in: tree, revision: nil, under: destination, after: nil, limit: 1)
            guard inTheWay.isEmpty else {
                throw LockerError(.alreadyExists, "\(destination): exists already; remove it first")
            }
            var puts: [Entry] = []
            for entry in moved {
                puts.append(
                    entry.moved(to: try EntryPath(destination.bytes + entry.path.bytes.dropFirst(path.bytes.count))))
            }
            return try commit(puts, removals: moved.map(\.path), to: library, of: caller.account, after: Ticket())
        }
    }

    /// Runs `body`, which changes the library, while nobody else does.
    private func changing<Result>(
        _ library: String, of caller: Caller, _ body: () throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        try gate.change { () throws(LockerError) in
            try libraryLocks.withLock(caller.account, library) { () throws(LockerError) in try body() }
        }
    }

    /// All entries at or below `path`, page by page.
    private func entries(at path: EntryPath, in library: Library) throws(LockerError) -> [Entry] {
        var entries: [Entry] = []
        while true {
            let page = try metadata.entries(
                in: library, revision: nil, under: path, after: entries.last?.path, limit: Locker.maximumPage)
            entries += page
            if page.count < Locker.maximumPage { break }
        }
        guard !entries.isEmpty else { throw Locker.notFound(path, in: library) }
        return entries
    }

    /// Checks that `path` is an entry of the library, or a folder where that is allowed.
    private func check(_ path: EntryPath, in library: Library, mayBeFolder: Bool) throws(LockerError) {
        let entries = try metadata.entries(in: library, revision: nil, under: path, after: nil, limit: 1)
        guard let first = entries.first else { throw Locker.notFound(path, in: library) }
        guard mayBeFolder || first.path == path else {
            throw LockerError(.invalidArgument, "\(path): a folder; --recursive removes it with all below it")
        }
    }

    private static func notFound(_ path: EntryPath, in library: Library) -> LockerError {
        LockerError(.notFound, "\(path): not in library '\(library.name)'; 'locker ls' lists what is")
    }
}

extension EntryPath {
    /// Those of `paths` that lie below no other of them, each once: so many entries are removed as the library has, however
    /// often a request names a folder.
    fileprivate static func outermost(of paths: [EntryPath]) -> [EntryPath] {
        // With '/' before all other bytes, what is below a folder follows it directly.
        let rank = { (byte: UInt8) in byte == UInt8(ascii: "/") ? 0 : byte }
        let sorted = paths.sorted { one, other in
            one.bytes.lexicographicallyPrecedes(other.bytes) { rank($0) < rank($1) }
        }
        return sorted.reduce(into: []) { result, path in
            if let last = result.last, path == last || path.isBelow(last) { return }
            result.append(path)
        }
    }
}

extension Entry {
    fileprivate func moved(to path: EntryPath) -> Entry {
        Entry(
            path: path, kind: kind, size: size, blob: blob, modified: modified, track: track, target: target)
    }
}
