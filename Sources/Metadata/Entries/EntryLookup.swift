import GRDB
import LockerBase

/// Finds entries of one library at one moment by their paths, with a statement that is prepared once.
package struct EntryLookup {
    private let library: Int64
    private let moment: Moment
    private let statement: DirectStatement

    init(in library: Int64, _ moment: Moment, _ database: Database) throws {
        self.library = library
        self.moment = moment
        statement = try DirectStatement(EntryLookup.sql(moment), database)
    }

    func entry(at path: EntryPath) throws -> Entry? {
        statement.bind(library, at: 1)
        statement.bind(path.bytes, at: 2)
        for (index, argument) in moment.arguments.enumerated() { statement.bind(argument, at: CInt(index + 3)) }
        return try statement.entry()
    }

    /// Of a path's versions, the one that began last is the only one that a revision may have: however long the history
    /// is, one row is looked at.
    package static func sql(_ moment: Moment) -> String {
        switch moment {
        case .newest:
            """
            SELECT \(Entry.columns) FROM entry INDEXED BY entry_newest
            WHERE library = ? AND path = ? AND until IS NULL
            """
        case .past:
            """
            SELECT \(Entry.columns) FROM (
                SELECT until, \(Entry.columns) FROM entry INDEXED BY entry_history
                WHERE library = ? AND path = ? AND since <= ? ORDER BY since DESC LIMIT 1
            ) WHERE until IS NULL OR until > ?
            """
        }
    }
}
