import CLMDB
import LockerBase

extension ChunkIndex {
    /// Where the index says a record is.
    func locate(_ kind: RecordKind, _ digest: Digest) throws(LockerError) -> RecordLocation? {
        guard let table = environment.records[kind] else { return nil }
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

    /// Every pack that the index knows, by id.
    func packs() throws(LockerError) -> [PackRow] {
        try withReader { (transaction) throws(LMDBError) in
            var cursor: OpaquePointer?
            try check(mdb_cursor_open(transaction, environment.packs, &cursor), "mdb_cursor_open")
            defer { mdb_cursor_close(cursor) }
            var rows: [PackRow] = []
            var key = MDB_val()
            var value = MDB_val()
            var result = mdb_cursor_get(cursor, &key, &value, MDB_FIRST)
            while result == MDB_SUCCESS {
                guard key.mv_size == 4,
                    let row = PackRow.decode(
                        id: UInt32(bigEndian: key.bytes.loadUnaligned(as: UInt32.self)), value.bytes)
                else { throw LMDBError(number: MDB_CORRUPTED, call: "row of a pack") }
                rows.append(row)
                result = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)
            }
            if result != MDB_NOTFOUND { try check(result, "mdb_cursor_get") }
            return rows
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
        let idle = try readers.withLock { (readers) throws(LockerError) -> OpaquePointer? in
            guard !readers.isClosed else {
                throw LockerError(.failedPrecondition, "the store is closed; start lockerd again")
            }
            readers.busy += 1
            return readers.idle.popLast()
        }
        var transaction: OpaquePointer?
        defer { giveBack(transaction) }
        do throws(LMDBError) {
            transaction = try renewed(idle)
            guard let transaction else { throw LMDBError(number: MDB_BAD_TXN, call: "mdb_txn_begin") }
            return try body(transaction)
        } catch {
            throw failure(error)
        }
    }

    private func renewed(_ idle: OpaquePointer?) throws(LMDBError) -> OpaquePointer? {
        if let idle {
            let result = mdb_txn_renew(idle)
            if result != MDB_SUCCESS { mdb_txn_abort(idle) }
            try check(result, "mdb_txn_renew")
            return idle
        }
        var fresh: OpaquePointer?
        try check(mdb_txn_begin(environment.environment, nil, UInt32(MDB_RDONLY), &fresh), "mdb_txn_begin")
        return fresh
    }

    private func giveBack(_ transaction: OpaquePointer?) {
        if let transaction { mdb_txn_reset(transaction) }
        let isLast = readers.withLock { readers in
            readers.busy -= 1
            if let transaction { readers.idle.append(transaction) }
            return readers.busy == 0
        }
        // Only close() waits for readers, and only for the last.
        if isLast { readers.notifyAll() }
    }
}
