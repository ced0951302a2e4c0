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

    /// Puts `batches` into the index, all or nothing, durably; but for records that are set aside.
    ///
    /// In the order of the keys: neighbours share their pages, and a batch of 8,192 goes in three times as fast.
    ///
    /// - Returns: what was damaged and is whole again with these records.
    @discardableResult
    func insert(_ batches: [Batch]) throws(LockerError) -> [Finding] {
        try insert(items(of: batches), rows: batches.map(\.row))
    }

    /// Puts records of a pack into the index that it lacks, though it knows the pack.
    ///
    /// - Returns: what was damaged and is whole again with these records.
    func insert(_ entries: [PackStore.NumberedEntry], of name: PackName) throws(LockerError) -> [Finding] {
        try insert(sorted(entries.map { Item($0.entry, pack: name.id, ordinal: $0.ordinal) }), rows: [])
    }

    private func insert(_ items: [Item], rows: [PackRow]) throws(LockerError) -> [Finding] {
        try update { (transaction) throws(LMDBError) in
            for item in items { try put(item, transaction) }
            for row in rows { try put(row, transaction) }
        }
        return heal(items)
    }

    /// Takes note that the store has the records of `items`. Returns what was damaged and is whole again.
    func heal(_ items: [Item]) -> [Finding] {
        items.compactMap { quarantine.heal($0.key, at: $0.location) }
    }

    /// The records of `batches` that are not set aside, in the order of the keys.
    func items(of batches: [Batch]) -> [Item] {
        var items: [Item] = []
        items.reserveCapacity(batches.reduce(0) { $0 + $1.entries.count })
        for batch in batches {
            for (ordinal, entry) in zip(batch.firstOrdinal..., batch.entries) {
                items.append(Item(entry, pack: batch.row.name.id, ordinal: ordinal))
            }
        }
        return sorted(items)
    }

    private func sorted(_ items: [Item]) -> [Item] {
        items.filter { !quarantine.holds($0.key, at: $0.location) }.sorted {
            $0.kind.rawValue == $1.kind.rawValue ? $0.digest < $1.digest : $0.kind.rawValue < $1.kind.rawValue
        }
    }

    /// Takes packs, and those of their records that are nowhere else, out of the index, all or nothing. Returns what it
    /// knew of the packs.
    func remove(_ packs: [(name: PackName, entries: [PackFooter.Entry])]) throws(LockerError) -> [PackRow] {
        var rows: [PackRow] = []
        for (name, _) in packs { if let row = try pack(name) { rows.append(row) } }
        let sorted = packs.flatMap { pack in pack.entries.map { (pack: pack.name.id, entry: $0) } }
            .sorted { $0.entry.digest < $1.entry.digest }
        try update { (transaction) throws(LMDBError) in
            for (pack, entry) in sorted { try remove(entry, of: pack, transaction) }
            for (name, _) in packs {
                try withUnsafeBytes(of: name.id.bigEndian) { (key) throws(LMDBError) in
                    try delete(key, tables.packs, transaction)
                }
            }
        }
        return rows
    }

    private func remove(
        _ entry: PackFooter.Entry, of pack: UInt32, _ transaction: OpaquePointer
    ) throws(LMDBError) {
        guard let table = tables.records[entry.kind] else { return }
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

    /// Takes note that all of a sealed pack was read and checked at `time`, seconds since 1970 UTC.
    func setVerified(_ name: PackName, at time: UInt64) throws(LockerError) {
        try update { (transaction) throws(LMDBError) in
            // In the transaction: a compaction may take the pack out.
            guard var row = try row(of: name, transaction), row.isSealed else { return }
            row.verified = time
            try put(row, transaction)
        }
    }

    /// Empties the index.
    func wipe() throws(LockerError) {
        try update { (transaction) throws(LMDBError) in
            for table in tables.records.values { try check(mdb_drop(transaction, table, 0), "mdb_drop") }
            try check(mdb_drop(transaction, tables.packs, 0), "mdb_drop")
        }
    }

    struct Item {
        let kind: RecordKind
        let digest: Digest
        let location: RecordLocation

        var key: RecordKey { RecordKey(kind: kind, digest: digest) }

        fileprivate init(_ entry: PackFooter.Entry, pack: UInt32, ordinal: Int) {
            kind = entry.kind
            digest = entry.digest
            location = RecordLocation(
                pack: pack, offset: entry.offset, rawLength: entry.rawLength, storedLength: entry.storedLength,
                ordinal: ordinal)
        }
    }

    func put(_ item: Item, _ transaction: OpaquePointer) throws(LMDBError) {
        guard let table = tables.records[item.kind] else { return }
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
                try put(key, value, tables.packs, transaction)
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
        do throws(LMDBError) {
            let transaction = try begun(isReader: false)
            defer { ended() }
            do throws(LMDBError) {
                try body(transaction)
            } catch {
                mdb_txn_abort(transaction)
                throw error
            }
            try check(mdb_txn_commit(transaction), "mdb_txn_commit")
        } catch {
            throw failure(error)
        }
    }
}
