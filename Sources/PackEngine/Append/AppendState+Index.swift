import LockerBase

extension AppendState {
    /// Whether what `need` asks for is in the index.
    func isIndexed(_ need: DurabilityTicket.Need) -> Bool {
        guard let pack = packs[need.pack] else { return true }
        return pack.indexedCount > 0 && pack.entries[pack.indexedCount - 1].end >= need.end
    }

    /// Takes note that `batch` is in the index. Only then do its records leave the overlay, so that a look-up in
    /// the overlay and then in the index never misses them.
    mutating func moved(_ batch: IndexBatch) {
        let id = batch.row.name.id
        for entry in batch.entries {
            forget(entry.key, in: id, at: entry.offset)
        }
        packs[id]?.indexedCount = batch.entries.endIndex
        packs[id]?.checkOrder()
        guard let pack = packs[id], pack.indexedCount == pack.entries.count else { return }
        if batch.row.isSealed || pack.phase == .unsealed {
            indexed.add(batch.row)
            packs[id] = nil
        }
    }

    /// Lets a pack take no more records. False when it takes none.
    mutating func end(_ name: PackName) -> Bool {
        guard current[name.packClass] == name.id, packs[name.id]?.phase == .open else { return false }
        packs[name.id]?.phase = .full
        current[name.packClass] = nil
        return true
    }
}
