import CLMDB
import LockerBase

extension ChunkIndex {
    /// Records that a transaction looks at, at most.
    private static let pageSize = 16_384

    /// Puts what `batch` has and the index has not, durably, and the row of its pack.
    ///
    /// - Parameter mayReplace: whether another place of a record that the index knows gives way to that in the batch.
    /// - Returns: what was damaged and is whole again with these records.
    func complete(
        _ batch: Batch, _ mayReplace: (Digest, RecordLocation) -> Bool
    ) throws(LockerError) -> [Finding] {
        let items = items(of: [batch])
        try update { (transaction) throws(LMDBError) in
            for item in items {
                guard let table = tables.records[item.kind] else { continue }
                let known = try item.digest.withUnsafeBytes { (key) throws(LMDBError) in
                    try ChunkIndex.find(key, table, transaction)
                }
                if let known, !quarantine.holds(item.key, at: known),
                    known == item.location || !mayReplace(item.digest, known)
                {
                    continue
                }
                try put(item, transaction)
            }
            try put(batch.row, transaction)
        }
        return heal(items)
    }

    /// Takes out the records that `isStale` says are not where the index has them, page by page: whoever looks up or
    /// inserts waits for none of it.
    func removeEntries(
        where isStale: (Digest, RecordLocation) throws(LockerError) -> Bool
    ) throws(LockerError) {
        for (kind, table) in tables.records {
            var last: Digest?
            while true {
                let page = try entries(of: kind, after: last, limit: ChunkIndex.pageSize)
                guard let end = page.last else { break }
                var stale: [(digest: Digest, location: RecordLocation)] = []
                for entry in page where try isStale(entry.digest, entry.location) { stale.append(entry) }
                if !stale.isEmpty { try remove(stale, from: table) }
                last = end.digest
            }
        }
    }

    private func remove(
        _ stale: [(digest: Digest, location: RecordLocation)], from table: MDB_dbi
    ) throws(LockerError) {
        try update { (transaction) throws(LMDBError) in
            for entry in stale {
                try entry.digest.withUnsafeBytes { (key) throws(LMDBError) in
                    // Somebody may have stored it anew since.
                    guard try ChunkIndex.find(key, table, transaction) == entry.location else { return }
                    try delete(key, table, transaction)
                }
            }
        }
    }

    /// The records of `kind` whose digests come after `last`, in their order, at most `limit`.
    private func entries(
        of kind: RecordKind, after last: Digest?, limit: Int
    ) throws(LockerError) -> [(digest: Digest, location: RecordLocation)] {
        guard let table = tables.records[kind] else { return [] }
        return try withReader { (transaction) throws(LMDBError) in
            var cursor: OpaquePointer?
            try check(mdb_cursor_open(transaction, table, &cursor), "mdb_cursor_open")
            defer { mdb_cursor_close(cursor) }
            var found: [(digest: Digest, location: RecordLocation)] = []
            var value = MDB_val()
            let start = last ?? .zero
            try start.withUnsafeBytes { (bytes) throws(LMDBError) in
                try withValue(bytes) { (key) throws(LMDBError) in
                    var result = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE)
                    while result == MDB_SUCCESS, found.count < limit {
                        guard let digest = Digest(key.bytes), let location = ChunkIndex.decode(value.bytes) else {
                            throw LMDBError(number: MDB_CORRUPTED, call: "entry of a record")
                        }
                        if digest != last { found.append((digest, location)) }
                        result = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)
                    }
                    if result != MDB_NOTFOUND { try check(result, "mdb_cursor_get") }
                }
            }
            return found
        }
    }
}
