import GRDB
import LockerBase

/// What was done, as rows of a database.
package struct SQLiteOperations: OperationLog {
    let sqlite: SQLiteDatabase

    package func all() throws(LockerError) -> [Operation] {
        try sqlite.read { database in
            try Operation.fetchAll(database, sql: "SELECT name, succeeded, failed FROM operation ORDER BY name")
        }
    }

    package func record(_ operation: Operation) throws(LockerError) {
        try sqlite.write { database in
            try database.execute(
                sql: """
                    INSERT INTO operation (name, succeeded, failed) VALUES (?, ?, ?)
                    ON CONFLICT (name) DO UPDATE SET
                        succeeded = ifnull(excluded.succeeded, succeeded), failed = ifnull(excluded.failed, failed)
                    """, arguments: [operation.name, operation.succeeded, operation.failed])
        }
    }
}

extension Operation: FetchableRecord {
    /// From a row with `name`, `succeeded` and `failed`.
    public init(row: Row) throws {
        self.init(
            name: try row.decode(forColumn: "name"), succeeded: try row.decode(forColumn: "succeeded"),
            failed: try row.decode(forColumn: "failed"))
    }
}
