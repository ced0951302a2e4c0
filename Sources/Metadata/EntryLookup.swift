import GRDB
import LockerBase

/// Finds entries of one library at one moment by their paths, with a statement that is prepared once.
struct EntryLookup {
    private let library: Int64
    private let moment: Moment
    private let statement: Statement

    init(in library: Int64, _ moment: Moment, _ database: Database) throws {
        self.library = library
        self.moment = moment
        statement = try database.cachedStatement(
            sql: """
                SELECT \(Entry.columns) FROM entry INDEXED BY \(moment.index)
                WHERE library = ? AND path = ? AND \(moment.condition)
                """)
    }

    func entry(at path: EntryPath) throws -> Entry? {
        var arguments: StatementArguments = [library, path]
        arguments += StatementArguments(moment.arguments)
        return try Entry.fetchOne(statement, arguments: arguments)
    }
}
