import GRDB
import LockerBase

/// The entries of one library whose paths lie between two bounds, in path order.
package struct EntryRange {
    let library: Int64
    /// Paths come after these bytes.
    let lower: [UInt8]
    /// Paths come before these bytes. Nil: no upper bound.
    let upper: [UInt8]?

    /// Those of the newest revision, one at a time.
    func newest(_ database: Database) throws -> EntryCursor {
        let statement = try DirectStatement(EntryRange.newestSQL(bounded: upper != nil), database)
        statement.bind(library, at: 1)
        statement.bind(lower, at: 2)
        if let upper { statement.bind(upper, at: 3) }
        return EntryCursor(statement)
    }

    /// A page of those of the newest revision: every row that is looked at is one of it.
    func newestPage(_ bounds: PageBounds, _ database: Database) throws -> StoredPage<Entry> {
        var page = StoredPage<Entry>()
        let entries = try newest(database)
        defer { entries.end() }
        while let entry = try entries.next() {
            page.work += 1
            if !page.take(entry, bounds) { break }
        }
        return page
    }

    /// A page of those of a revision.
    func page(of revision: Int64, _ bounds: PageBounds, _ database: Database) throws -> StoredPage<Entry> {
        let walk = try VersionWalk(
            in: library, lower: lower, upper: upper, revisions: (revision, revision), database)
        defer { walk.end() }
        let fetch = try EntryFetch(database)
        var page = StoredPage<Entry>()
        while let step = try walk.next() {
            page.work = walk.work + page.elements.count
            if let entry = try fetch.entry(step.newer), !page.take(entry, bounds) { break }
            if page.work >= bounds.work {
                page.next = step.path
                break
            }
        }
        return page
    }

    package static func newestSQL(bounded: Bool) -> String {
        """
        SELECT \(Entry.columns) FROM entry INDEXED BY entry_newest
        WHERE library = ? AND path > ? \(bounded ? "AND path < ?" : "") AND until IS NULL
        ORDER BY path
        """
    }
}

extension StoredPage<Entry> {
    mutating func take(_ entry: Entry, _ bounds: PageBounds) -> Bool {
        take(entry, at: entry.path, bytes: entry.nameBytes + PageBounds.perElement, bounds)
    }
}
