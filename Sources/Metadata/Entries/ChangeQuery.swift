import Foundation
import GRDB
import LockerBase

/// The net changes between two revisions of a library.
///
/// Candidates are the paths where an entry begins or ends between the two; each is looked up in both revisions, and
/// those where nothing differs in the end drop out. Of what was purged since, nothing is there in either; where it was
/// in the earlier one and had ended by the later one, that it is gone is told.
package struct ChangeQuery {
    let library: Int64
    let since: Int64
    let until: Int64

    /// The most entries that a span of revisions may have put and removed for its candidates to be sorted for each
    /// page: cheaper than a walk along all paths of a large library.
    private static let few: Int64 = 10_000

    func page(_ bounds: PageBounds, _ database: Database) throws -> StoredPage<Change> {
        guard bounds.elements > 0, since < until else { return StoredPage() }
        return try areFew(database) ? sorted(bounds, database) : along(bounds, database)
    }

    private func areFew(_ database: Database) throws -> Bool {
        // The revisions that have expired are not counted: since before them, all that is there is a candidate.
        let first = try database.cachedStatement(sql: "SELECT first FROM library WHERE id = ?")
        if let first = try Int64.fetchOne(first, arguments: [library]), first > since + 1 { return false }
        // A revision has one change at least, but for a purge of what only older ones have.
        guard until - since <= ChangeQuery.few else { return false }
        let statement = try database.cachedStatement(
            sql: """
                SELECT count(*), coalesce(sum(added + changed + removed), 0) FROM revision
                WHERE library = ? AND number > ? AND number <= ?
                """)
        guard let row = try Row.fetchOne(statement, arguments: [library, since, until]),
            // What those changed that expired between others is not known.
            try row.decode(Int64.self, atIndex: 0) == until - since
        else { return false }
        return try row.decode(Int64.self, atIndex: 1) <= ChangeQuery.few
    }

    /// Finds the candidates by revision, and sorts them.
    private func sorted(_ bounds: PageBounds, _ database: Database) throws -> StoredPage<Change> {
        let older = try EntryLookup(in: library, .past(since), database)
        let newer = try EntryLookup(in: library, .past(until), database)
        let purged = try PurgedLookup(in: library, since: since, until: until, database)
        let statement = try database.makeStatement(sql: ChangeQuery.candidatesSQL)
        let paths = try EntryPath.fetchCursor(
            statement,
            arguments: [
                "library": library, "since": since, "until": until, "after": Data(bounds.after?.bytes ?? []),
            ])
        var page = StoredPage<Change>()
        while let path = try paths.next() {
            page.work += 1
            let (old, new) = (try older.entry(at: path), try newer.entry(at: path))
            let isGone = try old == nil && new == nil && purged.isGone(path)
            let change = isGone ? Change(gone: path) : Change(path, old, new)
            if let change, !page.take(change, bounds) { return page }
            if page.work >= bounds.work {
                page.next = path
                return page
            }
        }
        return page
    }

    /// Finds them along the paths: those with entries, and those at which something was purged.
    private func along(_ bounds: PageBounds, _ database: Database) throws -> StoredPage<Change> {
        let lower: [UInt8] = bounds.after?.bytes ?? []
        let walk = try VersionWalk(in: library, lower: lower, upper: nil, revisions: (since, until), database)
        defer { walk.end() }
        let purged = try PurgedWalk(in: library, lower: lower, revisions: (since, until), database)
        defer { purged.end() }
        let entries = try EntryFetch(database)
        var page = StoredPage<Change>()
        var (step, gone) = (try walk.next(), try purged.next())
        while let path = ChangeQuery.first(step?.path, gone?.path) {
            page.work = walk.work + purged.work + 2 * page.elements.count
            var change: Change?
            if let gone, gone.path == path, gone.isGone { change = Change(gone: path) }
            if let step, step.path == path, step.older != step.newer {
                let found = try Change(path, entries.entry(step.older), entries.entry(step.newer))
                if let found { change = found }
            }
            if let change, !page.take(change, bounds) { return page }
            if page.work >= bounds.work {
                page.next = path
                return page
            }
            if step?.path == path { step = try walk.next() }
            if gone?.path == path { gone = try purged.next() }
        }
        return page
    }

    private static func first(_ one: EntryPath?, _ other: EntryPath?) -> EntryPath? {
        guard let one else { return other }
        guard let other else { return one }
        return min(one, other)
    }

    package static let candidatesSQL = """
        SELECT path FROM entry INDEXED BY entry_since
        WHERE library = :library AND since > :since AND since <= :until AND path > :after
        UNION
        SELECT path FROM entry INDEXED BY entry_until
        WHERE library = :library AND until > :since AND until <= :until AND path > :after
        UNION
        SELECT path FROM purged INDEXED BY purged_until
        WHERE library = :library AND until > :since AND until <= :until AND path > :after
        ORDER BY path
        """
}

extension StoredPage<Change> {
    fileprivate mutating func take(_ change: Change, _ bounds: PageBounds) -> Bool {
        let bytes = change.path.bytes.count + (change.entry.map { $0.nameBytes + PageBounds.perElement } ?? 0)
        return take(change, at: change.path, bytes: bytes, bounds)
    }
}

extension Change {
    /// That what was at `path` is gone, and was purged: neither revision has anything there.
    fileprivate init(gone path: EntryPath) {
        self.init(path: path, entry: nil, existed: false)
    }

    /// Nil where nothing differs.
    fileprivate init?(_ path: EntryPath, _ older: Entry?, _ newer: Entry?) {
        if let older, let newer, older.tellsSame(as: newer) { return nil }
        guard older != nil || newer != nil else { return nil }
        self.init(path: path, entry: newer, existed: older != nil)
    }
}
