import CLMDB
import LockerBase

extension ChunkIndex {
    /// Every pack that the index knows, by id.
    func packs() throws(LockerError) -> [PackRow] {
        var rows: [PackRow] = []
        try forEachItem(of: tables.packs) { (key, value) throws(LMDBError) in
            guard key.count == 4,
                let row = PackRow.decode(id: UInt32(bigEndian: key.loadUnaligned(as: UInt32.self)), value)
            else { throw LMDBError(number: MDB_CORRUPTED, call: "row of a pack") }
            rows.append(row)
        }
        return rows
    }

    /// What the index knows of one pack.
    func pack(_ name: PackName) throws(LockerError) -> PackRow? {
        try withReader { (transaction) throws(LMDBError) in try row(of: name, transaction) }
    }

    func row(of name: PackName, _ transaction: OpaquePointer) throws(LMDBError) -> PackRow? {
        let row = try withUnsafeBytes(of: name.id.bigEndian) { (key) throws(LMDBError) in
            try withValue(key) { (key) throws(LMDBError) -> PackRow? in
                var value = MDB_val()
                let result = mdb_get(transaction, tables.packs, &key, &value)
                if result == MDB_NOTFOUND { return nil }
                try check(result, "mdb_get")
                return PackRow.decode(id: name.id, value.bytes)
            }
        }
        return row?.name == name ? row : nil
    }

    /// All records that the index has in a pack, in the order of their places. Reads the whole index: for a pack that
    /// cannot tell them itself.
    func entries(in name: PackName) throws(LockerError) -> [PackStore.NumberedEntry] {
        var entries: [PackStore.NumberedEntry] = []
        for (kind, table) in tables.records where kind.packClass == name.packClass {
            try forEachItem(of: table) { (key, value) throws(LMDBError) in
                guard let base = key.baseAddress, key.count == Digest.byteCount,
                    let location = ChunkIndex.decode(value), location.pack == name.id
                else { return }
                let entry = PackFooter.Entry(
                    kind: kind, codec: location.storedLength == location.rawLength ? .raw : .lz4,
                    digest: Digest(copying: base), offset: location.offset, rawLength: location.rawLength,
                    storedLength: location.storedLength)
                entries.append((location.ordinal, entry))
            }
        }
        return entries.sorted { $0.entry.offset < $1.entry.offset }
    }

    private func forEachItem(
        of table: MDB_dbi, _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws(LMDBError) -> Void
    ) throws(LockerError) {
        try withReader { (transaction) throws(LMDBError) in
            var cursor: OpaquePointer?
            try check(mdb_cursor_open(transaction, table, &cursor), "mdb_cursor_open")
            defer { mdb_cursor_close(cursor) }
            var key = MDB_val()
            var value = MDB_val()
            var result = mdb_cursor_get(cursor, &key, &value, MDB_FIRST)
            while result == MDB_SUCCESS {
                try body(key.bytes, value.bytes)
                result = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)
            }
            if result != MDB_NOTFOUND { try check(result, "mdb_cursor_get") }
        }
    }
}
