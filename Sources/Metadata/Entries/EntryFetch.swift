import GRDB
import LockerBase

/// Fetches rows of `entry` by their numbers, with a statement that is prepared once.
struct EntryFetch {
    private let statement: Statement

    init(_ database: Database) throws {
        statement = try database.cachedStatement(sql: "SELECT \(Entry.columns) FROM entry WHERE id = ?")
    }

    func entry(_ id: Int64?) throws -> Entry? {
        guard let id else { return nil }
        return try Entry.fetchOne(statement, arguments: [id])
    }
}
