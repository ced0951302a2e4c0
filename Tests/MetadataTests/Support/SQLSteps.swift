import GRDB
import GRDBSQLite
import Synchronization

/// Counts the instructions that SQLite's virtual machine runs, in hundreds: what a call costs, on every machine.
final class SQLSteps: Sendable {
    private static let unit = 100
    private let count = Atomic(0)

    /// Of connections that are set up by it. It must live as long as they do.
    var configuration: Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { [self] database in
            let context = Unmanaged.passUnretained(self).toOpaque()
            sqlite3_progress_handler(
                database.sqliteConnection, CInt(SQLSteps.unit),
                { context in
                    guard let context else { return 0 }
                    Unmanaged<SQLSteps>.fromOpaque(context).takeUnretainedValue().count.add(
                        SQLSteps.unit, ordering: .relaxed)
                    return 0
                }, context)
        }
        return configuration
    }

    /// The instructions that `body` takes.
    func of<Result>(_ body: () throws -> Result) rethrows -> Int {
        let start = count.load(ordering: .relaxed)
        _ = try body()
        return count.load(ordering: .relaxed) - start
    }
}
