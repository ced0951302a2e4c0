import GRDB
import GRDBSQLite
import LockerBase

/// A prepared statement that runs once for each of many entries: what it takes and gives goes between SQLite and the
/// entry without GRDB's values and rows, which cost as much as SQLite does.
struct DirectStatement {
    /// Keeps the handle.
    private let statement: Statement
    private let handle: SQLiteStatement

    /// SQLite copies what is bound.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ sql: String, _ database: Database) throws {
        statement = try database.cachedStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    func bind(_ value: Int64, at index: CInt) {
        sqlite3_bind_int64(handle, index, value)
    }

    /// Binds NULL for nil.
    func bind(_ bytes: [UInt8]?, at index: CInt) {
        guard let bytes else { return bindNull(at: index) }
        bytes.withUnsafeBytes { bind($0, at: index) }
    }

    /// Binds NULL for nil.
    func bind(_ digest: Digest?, at index: CInt) {
        guard let digest else { return bindNull(at: index) }
        digest.withUnsafeBytes { bind($0, at: index) }
    }

    func bindNull(at index: CInt) {
        sqlite3_bind_null(handle, index)
    }

    private func bind(_ bytes: UnsafeRawBufferPointer, at index: CInt) {
        if bytes.isEmpty {
            // Bytes without an address would be NULL.
            sqlite3_bind_zeroblob(handle, index, 0)
        } else {
            sqlite3_bind_blob(handle, index, bytes.baseAddress, CInt(bytes.count), DirectStatement.transient)
        }
    }

    /// Goes to the next row. Whoever does not come to the end of them resets the statement.
    ///
    /// - Returns: whether there is one.
    func step() throws -> Bool {
        let result = sqlite3_step(handle)
        if result == SQLITE_ROW { return true }
        guard result == SQLITE_DONE else {
            let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
            reset()
            throw DatabaseError(resultCode: ResultCode(rawValue: result), message: message)
        }
        reset()
        return false
    }

    /// Lets go of the rows. What was bound stays.
    func reset() {
        sqlite3_reset(handle)
    }

    func integer(_ column: CInt) -> Int64 { sqlite3_column_int64(handle, column) }

    func isNull(_ column: CInt) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// The bytes of a column, which are there until the next step.
    func bytes(_ column: CInt) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    /// The digest in a column; nil for NULL.
    ///
    /// - Throws: for bytes that are none.
    func digest(_ column: CInt) throws -> Digest? {
        if isNull(column) { return nil }
        let bytes = bytes(column)
        guard bytes.count == Digest.byteCount, let start = bytes.baseAddress else { throw DirectStatement.isMalformed }
        return Digest(copying: start)
    }

    /// What is thrown for a row that was not written so.
    static var isMalformed: LockerError {
        .damagedMetadata("a row of \(SQLiteDatabase.nameForCallers) does not have the form that was written")
    }
}
