import Foundation
import GRDB
import LockerBase

/// The entries of one library at one moment whose paths lie between two bounds, in path order.
package struct EntryRange {
    let library: Int64
    let moment: Moment
    /// Paths come after these bytes.
    let lower: [UInt8]
    /// Paths come before these bytes. Nil: no upper bound.
    let upper: [UInt8]?

    /// At most `limit` of the entries, one at a time.
    func entries(limit: Int, _ database: Database) throws -> RecordCursor<Entry> {
        let statement = try database.cachedStatement(sql: EntryRange.sql(moment, bounded: upper != nil))
        var arguments: StatementArguments = [library, Data(lower)]
        if let upper { arguments += [Data(upper)] }
        arguments += StatementArguments(moment.arguments)
        arguments += [limit]
        return try Entry.fetchCursor(statement, arguments: arguments)
    }

    package static func sql(_ moment: Moment, bounded: Bool) -> String {
        """
        SELECT \(Entry.columns) FROM entry INDEXED BY \(moment.index)
        WHERE library = ? AND path > ? \(bounded ? "AND path < ?" : "") AND \(moment.condition)
        ORDER BY path LIMIT ?
        """
    }
}
