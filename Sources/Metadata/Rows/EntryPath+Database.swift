import Foundation
import GRDB
import GRDBSQLite
import LockerBase

/// A path is a BLOB in the database, where the order of BLOBs is the order of paths.
extension EntryPath: DatabaseValueConvertible {
    /// A BLOB of its bytes.
    public var databaseValue: DatabaseValue {
        Data(bytes).databaseValue
    }

    /// Nil for what is no BLOB, or against the rules for paths.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> EntryPath? {
        Data.fromDatabaseValue(value).flatMap { try? EntryPath($0) }
    }
}

/// Taken from the column's own bytes, as a digest is.
extension EntryPath: StatementColumnConvertible {
    /// Nil where the column holds what is against the rules for paths.
    public init?(sqliteStatement statement: SQLiteStatement, index: CInt) {
        let count = Int(sqlite3_column_bytes(statement, index))
        let bytes = UnsafeRawBufferPointer(start: sqlite3_column_blob(statement, index), count: count)
        try? self.init(bytes)
    }
}
