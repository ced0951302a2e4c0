import Foundation
import GRDB
import LockerBase

/// Writes where entries were that were purged later, revision by revision.
///
/// A row without an end ends with the highest number that there is.
struct PurgedWriter {
    private let library: Int64
    /// What only others had is not written.
    private let retained: RetainedRevisions
    private let database: Database

    /// Paths that are read at a time.
    private static let pageSize = 1000

    /// What became of an entry that was there.
    enum End {
        /// There was none.
        case absent
        case kept
        /// No revision that is retained had it.
        case forgotten
    }

    init(library: Int64, retained: RetainedRevisions, _ database: Database) {
        (self.library, self.retained, self.database) = (library, retained, database)
    }

    /// `revision` is the first that had an entry at `path`.
    func begin(_ path: EntryPath, in revision: Int64) throws {
        let statement = try database.cachedStatement(
            sql: "INSERT INTO purged (library, path, since, until) VALUES (?, ?, ?, ?)")
        try statement.execute(arguments: [library, path, revision, Int64.max])
    }

    /// `revision` is the first that had it no more.
    func end(_ path: EntryPath, in revision: Int64) throws -> End {
        let search = try database.cachedStatement(
            sql: "SELECT since FROM purged WHERE library = ? AND path = ? AND until = ?")
        guard let since = try Int64.fetchOne(search, arguments: [library, path, Int64.max]) else { return .absent }
        if retained.areWithout(endingBefore: revision, since: { since }) {
            let erasure = try database.cachedStatement(
                sql: "DELETE FROM purged WHERE library = ? AND path = ? AND since = ?")
            try erasure.execute(arguments: [library, path, since])
            return .forgotten
        }
        let ending = try database.cachedStatement(
            sql: "UPDATE purged SET until = ? WHERE library = ? AND path = ? AND since = ?")
        try ending.execute(arguments: [revision, library, path, since])
        return .kept
    }

    /// Some of the paths that have no end, behind `after` and in order; empty where there are no more.
    func page(after: EntryPath?) throws -> [EntryPath] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT path FROM purged INDEXED BY purged_until WHERE library = ? AND until = ? AND path > ?
                ORDER BY path LIMIT ?
                """)
        let bytes = Data(after?.bytes ?? [])
        return try EntryPath.fetchAll(
            statement, arguments: [library, Int64.max, bytes, PurgedWriter.pageSize])
    }

    /// Drops what has no end: nobody was told of the revision that had it. Returns how many rows that were, and the
    /// bytes of their paths.
    func dropOpen() throws -> (versions: Int64, nameBytes: Int64) {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT count(*), ifnull(sum(length(path)), 0) FROM purged WHERE library = ? AND until = ?",
            arguments: [library, Int64.max])
        try database.execute(
            sql: "DELETE FROM purged WHERE library = ? AND until = ?", arguments: [library, Int64.max])
        guard let row else { return (0, 0) }
        return (try row.decode(atIndex: 0), try row.decode(atIndex: 1))
    }
}
