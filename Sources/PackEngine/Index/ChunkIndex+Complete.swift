import LockerBase

extension ChunkIndex {
    /// Puts what `batch` has and the index has not, durably, and the row of its pack.
    ///
    /// - Parameter mayReplace: whether another place of a record that the index knows gives way to that in the batch.
    /// - Returns: what was damaged and is whole again with these records.
    func complete(
        _ batch: IndexBatch, _ mayReplace: (Digest, RecordLocation) -> Bool
    ) throws(LockerError) -> [Finding] {
        // It was looked for, and is there.
        lookup.state.withLock { _ = $0.gone.remove(batch.row.name.id) }
        return try complete([batch]) { item, known in mayReplace(item.digest, known) }.records.healed
    }

    /// Puts what `batches` have and the index has not, durably, and the rows of their packs: of a record that is in
    /// several packs, the place in the one that was begun last stays. Packs that were taken out meanwhile are left out.
    /// Where the disk has no room, all of it is in memory alone.
    func complete(_ batches: [IndexBatch]) throws(LockerError) -> CompletedPacks {
        try complete(batches) { item, known in known.pack <= item.location.pack }
    }

    private func complete(
        _ batches: [IndexBatch], _ mayReplace: (IndexItem, RecordLocation) -> Bool
    ) throws(LockerError) -> CompletedPacks {
        let items = items(of: batches)
        var rows: [PackRow] = []
        let unwritten = try writer.change(mayBeLost: true) { (_) throws(IndexFailure) in
            let gone = lookup.state.withLock { $0.gone }
            let leaving = Set(batches.map(\.row.name.id).filter(gone.contains))
            var missing: [IndexItem] = []
            for item in items where !leaving.contains(item.location.pack) {
                if let known = try lookup.find(item.key), !quarantine.holds(item.key, at: known),
                    known == item.location || !mayReplace(item, known)
                {
                    continue
                }
                missing.append(item)
            }
            rows = batches.map(\.row).filter { !leaving.contains($0.name.id) }
            return IndexChange(putting: missing, rows: rows)
        }
        let records = InsertedRecords(healed: unwritten == nil ? heal(items) : [], unwritten: unwritten)
        return CompletedPacks(rows: rows, records: records)
    }

    /// Takes out the records that `isStale` says are not where the index has them, page by page: whoever looks up or
    /// inserts waits for none of it.
    func removeEntries(
        where isStale: (Digest, RecordLocation) throws(LockerError) -> Bool
    ) throws(LockerError) {
        var last: RecordKey?
        while true {
            let page = try lookup.page(after: last)
            guard let end = page.last else { return }
            var stale: [IndexEntry] = []
            for entry in page {
                guard let location = entry.location else { continue }
                if try isStale(entry.key.digest, location) { stale.append(entry) }
            }
            if !stale.isEmpty { try remove(stale) }
            last = end.key
        }
    }

    private func remove(_ stale: [IndexEntry]) throws(LockerError) {
        try writer.change { (_) throws(IndexFailure) in
            var change = IndexChange()
            // Somebody may have stored it anew since.
            for entry in stale where try lookup.find(entry.key) == entry.location {
                change.entries.append(IndexEntry(key: entry.key, location: nil))
            }
            return change
        }
    }
}
