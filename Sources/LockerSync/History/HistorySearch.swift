import LockerAPI
import LockerBase
import LockerClient

/// Finds paths in all revisions of a library that are kept: of each revision only what it changed is read. In memory is
/// what ``PageStore`` keeps there, however many paths are found.
package struct HistorySearch {
    /// So many tables are made one: for each path that is found, all there are have to be looked at.
    private static let mostTables = 64

    private let reader: LibraryReader
    private let glob: PathGlob
    private let store = PageStore(in: SyncStateFile.defaultFolder)

    package init(of reader: LibraryReader, _ glob: PathGlob) {
        self.reader = reader
        self.glob = glob
    }

    /// Hands what the pattern matches, in path order and each path once, to `body`, with the revisions in which it was
    /// there. Returns the newest revision.
    package func run(
        _ body: (FoundPath, [RevisionSpan]) throws(LockerError) -> Void
    ) throws(LockerError) -> UInt64 {
        var tables: [SortedTable<FoundPath>] = []
        var newest: UInt64 = 0
        for revision in try reader.revisions().reversed() {
            let found = try changes(since: newest, until: revision.number)
            if !found.isEmpty { tables.append(found) }
            if tables.count == HistorySearch.mostTables { tables = [try merged(tables)] }
            newest = revision.number
        }
        try HistorySearch.forEachPath(of: tables) { (path) throws(LockerError) in
            try body(path, path.spans(upTo: newest))
        }
        return newest
    }

    /// What the pattern matches of what differs between two revisions.
    private func changes(since: UInt64, until: UInt64) throws(LockerError) -> SortedTable<FoundPath> {
        var found = TableWriter<FoundPath>(to: store)
        _ = try reader.forEachChangePage(since: since, until: until) { page in
            for change in page where !change.isPurged && glob.matches(change.path) {
                found.append(FoundPath(change, since: since, until: until))
            }
        }
        return try found.finish()
    }

    private func merged(_ tables: [SortedTable<FoundPath>]) throws(LockerError) -> SortedTable<FoundPath> {
        var all = TableWriter<FoundPath>(to: store)
        try HistorySearch.forEachPath(of: tables) { path in all.append(path) }
        return try all.finish()
    }

    /// Hands each path of `tables`, which are in the order of their revisions, to `body` once.
    private static func forEachPath(
        of tables: [SortedTable<FoundPath>], _ body: (FoundPath) throws(LockerError) -> Void
    ) throws(LockerError) {
        var rows = try MergedReader(tables)
        var next = try rows.next()
        while var path = next {
            next = try rows.next()
            while let later = next, later.key == path.key {
                path.append(later)
                next = try rows.next()
            }
            try body(path)
        }
    }
}
