import GRDB
import GRDBSQLite
import LockerBase

/// What a statement takes in the place of a question mark.
protocol BoundValue {
    func bind(to handle: SQLiteStatement, at index: CInt)
}

/// SQLite copies what is bound.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Int64: BoundValue {
    func bind(to handle: SQLiteStatement, at index: CInt) { sqlite3_bind_int64(handle, index, self) }
}

extension Int: BoundValue {
    func bind(to handle: SQLiteStatement, at index: CInt) { sqlite3_bind_int64(handle, index, Int64(self)) }
}

/// 0 or 1.
extension Bool: BoundValue {
    func bind(to handle: SQLiteStatement, at index: CInt) { sqlite3_bind_int64(handle, index, self ? 1 : 0) }
}

extension Double: BoundValue {
    func bind(to handle: SQLiteStatement, at index: CInt) { sqlite3_bind_double(handle, index, self) }
}

extension String: BoundValue {
    func bind(to handle: SQLiteStatement, at index: CInt) {
        // With its length: what people ask for may hold a NUL.
        sqlite3_bind_text(handle, index, self, CInt(utf8.count), transient)
    }
}

extension [UInt8]: BoundValue {
    func bind(to handle: SQLiteStatement, at index: CInt) {
        // Bytes without an address would be NULL.
        if isEmpty {
            sqlite3_bind_zeroblob(handle, index, 0)
        } else {
            sqlite3_bind_blob(handle, index, self, CInt(count), transient)
        }
    }
}

extension Digest: BoundValue {
    func bind(to handle: SQLiteStatement, at index: CInt) {
        withUnsafeBytes { bytes in
            _ = sqlite3_bind_blob(handle, index, bytes.baseAddress, CInt(bytes.count), transient)
        }
    }
}
