import LockerBase

extension ChunkIndex {
    /// Puts `batches` into the index, all or nothing, durably; but for records that are set aside. Where the disk has
    /// no room, all of it is in memory alone: compactions make room only of packs that the index knows.
    @discardableResult
    func insert(_ batches: [IndexBatch]) throws(LockerError) -> InsertedRecords {
        let items = items(of: batches)
        let unwritten = try writer.change(mayBeLost: true) { (_) in
            IndexChange(putting: items, rows: batches.map(\.row))
        }
        return InsertedRecords(healed: unwritten == nil ? heal(items) : [], unwritten: unwritten)
    }

    /// Puts records of a pack into the index that it lacks, though it knows the pack; into memory alone where the disk
    /// has no room.
    ///
    /// - Returns: what was damaged and is whole again with these records.
    func insert(_ entries: [NumberedEntry], of name: PackName) throws(LockerError) -> [Finding] {
        let items = whole(entries.map { IndexItem($0.entry, pack: name.id, ordinal: $0.ordinal) })
        let unwritten = try writer.change(mayBeLost: true) { (_) in IndexChange(putting: items, rows: []) }
        return unwritten == nil ? heal(items) : []
    }

    /// Takes note that the store has the records of `items`. Returns what was damaged and is whole again.
    func heal(_ items: [IndexItem]) -> [Finding] {
        quarantine.isEmpty ? [] : items.compactMap { quarantine.heal($0.key, at: $0.location) }
    }

    /// The records of `batches` that are not set aside. Of two of the same key the later one counts.
    func items(of batches: [IndexBatch]) -> [IndexItem] {
        var items: [IndexItem] = []
        items.reserveCapacity(batches.reduce(0) { $0 + $1.entries.count })
        for batch in batches {
            for (ordinal, entry) in zip(batch.firstOrdinal..., batch.entries) {
                items.append(IndexItem(entry, pack: batch.row.name.id, ordinal: ordinal))
            }
        }
        return whole(items)
    }

    private func whole(_ items: [IndexItem]) -> [IndexItem] {
        quarantine.isEmpty ? items : items.filter { !quarantine.holds($0.key, at: $0.location) }
    }

    /// Takes packs, and those of their records that are nowhere else, out of the index, all or nothing, durably.
    /// Returns what it knew of the packs.
    func remove(_ packs: [(name: PackName, entries: [PackEntry])]) throws(LockerError) -> [PackRow] {
        var rows: [PackRow] = []
        try writer.change { (sequence) in
            rows = lookup.state.withLock { state in packs.compactMap { state.content.rows[$0.name.id] } }
            var change = IndexChange()
            change.removed = packs.map { ($0.name.id, sequence) }
            return change
        }
        return rows
    }

    /// Takes note that all of a sealed pack was read and checked at `time`, seconds since 1970 UTC.
    func setVerified(_ name: PackName, at time: UInt64) throws(LockerError) {
        try writer.change(mayBeLost: true) { (_) in
            // While nobody else changes anything: a compaction may take the pack out.
            let known = lookup.state.withLock { $0.content.rows[name.id] }
            guard var row = known, row.name == name, row.isSealed else { return nil }
            row.verified = time
            return IndexChange(putting: [], rows: [row])
        }
    }
}
