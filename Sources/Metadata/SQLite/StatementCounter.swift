import GRDB
import GRDBSQLite
import LockerMetrics

/// Counts the statements that the connections of a database run, at the cost of a call and an addition each.
final class StatementCounter: Sendable {
    private let counter = Counter()

    var count: Int { counter.value }

    /// Counts what `database` runs from here on. Its configuration holds the counter for as long as it is open.
    @Sendable func attach(_ database: Database) {
        sqlite3_trace_v2(
            database.sqliteConnection, UInt32(SQLITE_TRACE_STMT),
            { (_, context, _, _) in
                if let context { Unmanaged<Counter>.fromOpaque(context).takeUnretainedValue().add() }
                return 0
            }, Unmanaged.passUnretained(counter).toOpaque())
    }
}
