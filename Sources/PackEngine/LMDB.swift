import CLMDB

/// An error of LMDB: its number, negative for its own and an `errno` otherwise, and the call that gave it.
struct LMDBError: Error, CustomStringConvertible {
    let number: Int32
    let call: String

    var description: String {
        "\(call): \(String(cString: mdb_strerror(number))) (\(number))"
    }
}

/// Throws what a call of LMDB returned, unless that is success.
func check(_ result: Int32, _ call: String) throws(LMDBError) {
    guard result == MDB_SUCCESS else { throw LMDBError(number: result, call: call) }
}

/// Runs `body` with `bytes` as LMDB takes them.
func withValue<Result, Failure: Error>(
    _ bytes: UnsafeRawBufferPointer, _ body: (inout MDB_val) throws(Failure) -> Result
) throws(Failure) -> Result {
    var value = MDB_val(mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    return try body(&value)
}

extension MDB_val {
    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: mv_data, count: mv_size)
    }
}
