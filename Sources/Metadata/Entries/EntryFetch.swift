import GRDB
import LockerBase

/// Fetches rows of `entry` by their numbers, with a statement that is prepared once.
struct EntryFetch {
    private let statement: DirectStatement

    init(_ database: Database) throws {
        statement = try DirectStatement("SELECT \(Entry.columns) FROM entry WHERE id = ?", database)
    }

    func entry(_ id: Int64?) throws -> Entry? {
        guard let id else { return nil }
        statement.bind(id, at: 1)
        return try statement.entry()
    }
}
