import CLMDB
import LockerBase

extension ChunkIndex {
    /// Records of one pack to put into the index, with what the index knows of that pack from then on.
    struct Batch {
        let row: PackRow
        let entries: ArraySlice<PackFooter.Entry>
        /// The ordinal of the first entry.
        var firstOrdinal: Int { entries.startIndex }
    }

    /// Puts `batches` into the index, all or nothing, durably.
    ///
    /// In the order of the keys: neighbours share their pages, and a batch of 8,192 goes in three times as fast.
    func insert(_ batches: [Batch]) throws(LockerError) {
        let items = ChunkIndex.items(of: batches)
        try update { (transaction) throws(LMDBError) in
            for item in items { try put(item, transaction) }
            for batch in batches { try put(batch.row, transaction) }
        }
    }

    /// The records of `batches`, in the order of the keys.
    static func items(of batches: [Batch]) -> [Item] {
        var items: [Item] = []
        items.reserveCapacity(batches.reduce(0) { $0 + $1.entries.count })
        for batch in batches {
            for (ordinal, entry) in zip(batch.firstOrdinal..., batch.entries) {
                items.append(Item(entry, pack: batch.row.name.id, ordinal: ordinal))
            }
        }
        items.sort {
            $0.kind.rawValue == $1.kind.rawValue ? $0.digest < $1.digest : $0.kind.rawValue < $1.kind.rawValue
        }
        return items
    }

    /// Takes a pack, and those of its records that are nowhere else, out of the index. Returns what it knew of the pack.
    func remove(_ name: PackName, _ entries: [PackFooter.Entry]) throws(LockerError) -> PackRow? {
        let row = try packs().first { $0.name == name }
        let sorted = entries.sorted { $0.digest < $1.digest }
        try update { (transaction) throws(LMDBError) in
            for entry in sorted { try remove(entry, of: name.id, transaction) }
            try withUnsafeBytes(of: name.id.bigEndian) { (key) throws(LMDBError) in
                try delete(key, environment.packs, transaction)
            }
        }
        return row
    }

    private func remove(
        _ entry: PackFooter.Entry, of pack: UInt32, _ transaction: OpaquePointer
    ) throws(LMDBError) {
        guard let table = environment.records[entry.kind] else { return }
        try entry.digest.withUnsafeBytes { (key) throws(LMDBError) in
            let location = try ChunkIndex.find(key, table, transaction)
            if location?.pack == pack { try delete(key, table, transaction) }
        }
    }

    func delete(
        _ key: UnsafeRawBufferPointer, _ table: MDB_dbi, _ transaction: OpaquePointer
    ) throws(LMDBError) {
        try withValue(key) { (key) throws(LMDBError) in
            let result = mdb_del(transaction, table, &key, nil)
            if result != MDB_NOTFOUND { try check(result, "mdb_del") }
        }
    }

    /// Empties the index.
    func wipe() throws(LockerError) {
        try update { (transaction) throws(LMDBError) in
            for table in environment.records.values { try check(mdb_drop(transaction, table, 0), "mdb_drop") }
            try check(mdb_drop(transaction, environment.packs, 0), "mdb_drop")
        }
    }

    struct Item {
        let kind: RecordKind
        let digest: Digest
        let location: RecordLocation

        fileprivate init(_ entry: PackFooter.Entry, pack: UInt32, ordinal: Int) {
            kind = entry.kind
            digest = entry.digest
            location = RecordLocation(
                pack: pack, offset: entry.offset, rawLength: entry.rawLength, storedLength: entry.storedLength,
                ordinal: ordinal)
        }
    }

    func put(_ item: Item, _ transaction: OpaquePointer) throws(LMDBError) {
        guard let table = environment.records[item.kind] else { return }
        try withUnsafeTemporaryAllocation(byteCount: ChunkIndex.valueLength, alignment: 8) {
            (raw) throws(LMDBError) in
            ChunkIndex.encode(item.location, into: raw)
            try item.digest.withUnsafeBytes { (key) throws(LMDBError) in
                try put(key, UnsafeRawBufferPointer(raw), table, transaction)
            }
        }
    }

    func put(_ row: PackRow, _ transaction: OpaquePointer) throws(LMDBError) {
        try withUnsafeBytes(of: row.name.id.bigEndian) { (key) throws(LMDBError) in
            try row.encoded().withRawBytes { (value) throws(LMDBError) in
                try put(key, value, environment.packs, transaction)
            }
        }
    }

    private func put(
        _ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, _ table: MDB_dbi, _ transaction: OpaquePointer
    ) throws(LMDBError) {
        try withValue(key) { (key) throws(LMDBError) in
            try withValue(value) { (value) throws(LMDBError) in
                try check(mdb_put(transaction, table, &key, &value, 0), "mdb_put")
            }
        }
    }

    func update(_ body: (OpaquePointer) throws(LMDBError) -> Void) throws(LockerError) {
        var transaction: OpaquePointer?
        do throws(LMDBError) {
            try check(mdb_txn_begin(environment.environment, nil, 0, &transaction), "mdb_txn_begin")
            guard let open = transaction else { throw LMDBError(number: MDB_BAD_TXN, call: "mdb_txn_begin") }
            try body(open)
            transaction = nil
            try check(mdb_txn_commit(open), "mdb_txn_commit")
        } catch {
            if let transaction { mdb_txn_abort(transaction) }
            throw failure(error)
        }
    }
}
