import GRDB
import GRDBSQLite
import Synchronization

/// Counts the statements that the connections of a database run, at the cost of a call and an addition each: tests hold
/// calls against budgets of them, where figures of time would be the machine's.
final class CountedStatements: Sendable {
    private let statements = Atomic(0)

    var count: Int { statements.load(ordering: .relaxed) }

    /// Counts what `database` runs from here on. Its configuration holds this object for as long as it is open.
    @Sendable func attach(_ database: Database) {
        sqlite3_trace_v2(
            database.sqliteConnection, UInt32(SQLITE_TRACE_STMT),
            { (_, context, _, _) in
                guard let context else { return 0 }
                let counted = Unmanaged<CountedStatements>.fromOpaque(context).takeUnretainedValue()
                counted.statements.add(1, ordering: .relaxed)
                return 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }
}
