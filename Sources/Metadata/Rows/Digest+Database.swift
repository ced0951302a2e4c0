import Foundation
import GRDB
import GRDBSQLite
import LockerBase

/// A digest is a BLOB of 32 bytes in the database.
extension Digest: DatabaseValueConvertible {
    /// A BLOB of its 32 bytes.
    public var databaseValue: DatabaseValue {
        withUnsafeBytes { Data($0) }.databaseValue
    }

    /// Nil for what is no BLOB of 32 bytes.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> Digest? {
        Data.fromDatabaseValue(value).flatMap { Digest($0) }
    }
}

/// Taken from the column's own bytes: a page of entries holds thousands of digests.
extension Digest: StatementColumnConvertible {
    /// Nil where the column holds other than 32 bytes.
    public init?(sqliteStatement statement: SQLiteStatement, index: CInt) {
        guard sqlite3_column_bytes(statement, index) == Digest.byteCount,
            let bytes = sqlite3_column_blob(statement, index)
        else { return nil }
        self.init(copying: bytes)
    }
}
