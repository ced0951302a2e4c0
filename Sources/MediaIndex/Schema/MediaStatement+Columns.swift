import GRDBSQLite
import LockerBase

/// The columns of the row that a statement stands on.
extension MediaStatement {
    func integer(_ column: CInt) -> Int64 { sqlite3_column_int64(handle, column) }

    func int(_ column: CInt) -> Int { Int(sqlite3_column_int64(handle, column)) }

    func flag(_ column: CInt) -> Bool { sqlite3_column_int64(handle, column) != 0 }

    func isNull(_ column: CInt) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func optionalInteger(_ column: CInt) -> Int64? { isNull(column) ? nil : integer(column) }

    func optionalInt(_ column: CInt) -> Int? { isNull(column) ? nil : int(column) }

    func optionalDouble(_ column: CInt) -> Double? { isNull(column) ? nil : sqlite3_column_double(handle, column) }

    /// The bytes of a column, which are there until the next step.
    func bytes(_ column: CInt) -> UnsafeRawBufferPointer {
        // The start first: it makes the bytes whose number is asked for.
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    /// Empty for NULL.
    func text(_ column: CInt) -> String { String(decoding: bytes(column), as: UTF8.self) }

    func optionalText(_ column: CInt) -> String? { isNull(column) ? nil : text(column) }

    /// A text of ``TextList``; empty for NULL.
    func list(_ column: CInt) -> [String] { isNull(column) ? [] : TextList.elements(bytes(column)) }

    func digest(_ column: CInt) throws -> Digest {
        let bytes = bytes(column)
        guard bytes.count == Digest.byteCount, let start = bytes.baseAddress else {
            throw LockerError(.dataLoss, "the media index: a row does not have the form that was written")
        }
        return Digest(copying: start)
    }

    func path(_ column: CInt) -> EntryPath { EntryPath(known: Array(bytes(column))) }
}
