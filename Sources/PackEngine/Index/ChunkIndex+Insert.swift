import LockerBase

extension ChunkIndex {
    /// Records of one pack to put into the index, with what the index knows of that pack from then on.
    struct Batch {
        let row: PackRow
        let entries: ArraySlice<PackFooter.Entry>
        /// The ordinal of the first entry.
        var firstOrdinal: Int { entries.startIndex }
    }

    /// Puts `batches` into the index, all or nothing, durably; but for records that are set aside. Where the disk has no
    /// room, all of it is in memory alone: compactions make room only of packs that the index knows.
    @discardableResult
    func insert(_ batches: [Batch]) throws(LockerError) -> Inserted {
        let items = items(of: batches)
        let unwritten = try change(mayBeLost: true) { (_) in change(putting: items, rows: batches.map(\.row)) }
        return Inserted(healed: unwritten == nil ? heal(items) : [], unwritten: unwritten)
    }

    /// What became of records that were put in.
    struct Inserted {
        /// What was damaged and is whole again with them.
        let healed: [Finding]
        /// Why they are in memory alone, where they are.
        let unwritten: LockerError?
    }

    /// Puts records of a pack into the index that it lacks, though it knows the pack; into memory alone where the disk
    /// has no room.
    ///
    /// - Returns: what was damaged and is whole again with these records.
    func insert(_ entries: [PackStore.NumberedEntry], of name: PackName) throws(LockerError) -> [Finding] {
        let items = whole(entries.map { Item($0.entry, pack: name.id, ordinal: $0.ordinal) })
        let unwritten = try change(mayBeLost: true) { (_) in change(putting: items, rows: []) }
        return unwritten == nil ? heal(items) : []
    }

    /// The change that puts `items` and `rows` in.
    func change(putting items: [Item], rows: [PackRow]) -> IndexChange {
        var change = IndexChange()
        change.rows = rows
        change.entries = items.map { IndexEntry(key: $0.key, location: $0.location) }
        return change
    }

    /// Takes note that the store has the records of `items`. Returns what was damaged and is whole again.
    func heal(_ items: [Item]) -> [Finding] {
        items.compactMap { quarantine.heal($0.key, at: $0.location) }
    }

    /// The records of `batches` that are not set aside. Of two of the same key the later one counts.
    func items(of batches: [Batch]) -> [Item] {
        var items: [Item] = []
        items.reserveCapacity(batches.reduce(0) { $0 + $1.entries.count })
        for batch in batches {
            for (ordinal, entry) in zip(batch.firstOrdinal..., batch.entries) {
                items.append(Item(entry, pack: batch.row.name.id, ordinal: ordinal))
            }
        }
        return whole(items)
    }

    private func whole(_ items: [Item]) -> [Item] {
        items.filter { !quarantine.holds($0.key, at: $0.location) }
    }

    /// Takes packs, and those of their records that are nowhere else, out of the index, all or nothing, durably.
    /// Returns what it knew of the packs.
    func remove(_ packs: [(name: PackName, entries: [PackFooter.Entry])]) throws(LockerError) -> [PackRow] {
        var rows: [PackRow] = []
        try change { (sequence) in
            rows = state.withLock { state in packs.compactMap { state.content.rows[$0.name.id] } }
            var change = IndexChange()
            change.removed = packs.map { ($0.name.id, sequence) }
            return change
        }
        return rows
    }

    /// Takes note that all of a sealed pack was read and checked at `time`, seconds since 1970 UTC.
    func setVerified(_ name: PackName, at time: UInt64) throws(LockerError) {
        try change(mayBeLost: true) { (_) in
            // While nobody else changes anything: a compaction may take the pack out.
            let known = state.withLock { $0.content.rows[name.id] }
            guard var row = known, row.name == name, row.isSealed else { return nil }
            row.verified = time
            return change(putting: [], rows: [row])
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
}
