import CLMDB
import LockerBase

extension ChunkIndex {
    /// Where the index says a record is.
    func locate(_ kind: RecordKind, _ digest: Digest) throws(LockerError) -> RecordLocation? {
        guard let table = tables.records[kind] else { return nil }
        return try withReader { (transaction) throws(LMDBError) in
            try digest.withUnsafeBytes { (key) throws(LMDBError) in try ChunkIndex.find(key, table, transaction) }
        }
    }

    static func find(
        _ key: UnsafeRawBufferPointer, _ table: MDB_dbi, _ transaction: OpaquePointer
    ) throws(LMDBError) -> RecordLocation? {
        try withValue(key) { (key) throws(LMDBError) in
            var value = MDB_val()
            let result = mdb_get(transaction, table, &key, &value)
            if result == MDB_NOTFOUND { return nil }
            try check(result, "mdb_get")
            guard let location = decode(value.bytes) else {
                throw LMDBError(number: MDB_CORRUPTED, call: "value of a record")
            }
            return location
        }
    }

    /// The value of a record: pack u32, offset u32, raw length u32, stored length u32, ordinal u32; little-endian.
    static let valueLength = 20

    static func encode(_ location: RecordLocation, into raw: UnsafeMutableRawBufferPointer) {
        raw.store(location.pack, at: 0)
        raw.store(UInt32(location.offset), at: 4)
        raw.store(UInt32(location.rawLength), at: 8)
        raw.store(UInt32(location.storedLength), at: 12)
        raw.store(UInt32(location.ordinal), at: 16)
    }

    static func decode(_ raw: UnsafeRawBufferPointer) -> RecordLocation? {
        guard raw.count == valueLength else { return nil }
        return RecordLocation(
            pack: raw.integer(at: 0), offset: Int(raw.integer(at: 4, as: UInt32.self)),
            rawLength: Int(raw.integer(at: 8, as: UInt32.self)),
            storedLength: Int(raw.integer(at: 12, as: UInt32.self)),
            ordinal: Int(raw.integer(at: 16, as: UInt32.self)))
    }

    func withReader<Result>(
        _ body: (OpaquePointer) throws(LMDBError) -> Result
    ) throws(LockerError) -> Result {
        do throws(LMDBError) {
            let transaction = try begun(isReader: true)
            defer {
                mdb_txn_reset(transaction)
                ended(keeping: transaction)
            }
            return try body(transaction)
        } catch {
            throw failure(error)
        }
    }
}
