import GRDB
import LockerBase

/// Tells of single paths of a library whether what was there was purged, with a statement that is prepared once.
struct PurgedLookup {
    private let library: Int64
    private let since: Int64
    private let until: Int64
    private let statement: DirectStatement

    /// - Parameters:
    ///   - since: the revision in which something was there.
    ///   - until: the revision by which it had ended.
    init(in library: Int64, since: Int64, until: Int64, _ database: Database) throws {
        (self.library, self.since, self.until) = (library, since, until)
        statement = try DirectStatement(PurgedLookup.sql, database)
    }

    func isGone(_ path: EntryPath) throws -> Bool {
        statement.bind(library, at: 1)
        statement.bind(path.bytes, at: 2)
        statement.bind(since, at: 3)
        statement.bind(until, at: 4)
        defer { statement.reset() }
        return try statement.step()
    }

    /// Of a path's rows, the one that began last is the only one that a revision may have had.
    private static let sql = """
        SELECT 1 FROM (
            SELECT until FROM purged WHERE library = ?1 AND path = ?2 AND since <= ?3 ORDER BY since DESC LIMIT 1
        ) WHERE until > ?3 AND until <= ?4
        """
}
