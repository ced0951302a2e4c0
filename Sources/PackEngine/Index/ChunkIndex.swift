import LockerBase

/// The index: digest -> location for every kind of record, and what is known of each pack, below `DIR/index`. A cache:
/// it says nothing that the packs do not say, and may be deleted while no daemon runs.
///
/// What is new is in a journal and in memory; whenever that is enough for a run, it is written as one: entries in the
/// order of their keys, with a checksum for each block. Runs are merged as they become many. Whoever looks something up
/// takes the runs there are at that moment, and waits for nobody who writes.
///
/// Those who ask it need its ``lookup`` alone. What is here changes what it says.
final class ChunkIndex: Sendable {
    let lookup: IndexLookup
    let writer: IndexWriter
    /// Records that do not go into it.
    let quarantine: Quarantine
    /// Whether its last change is not whole: a crash tore it, or it was damaged later.
    let isTorn: Bool

    init(
        _ journal: JournalContents, _ content: IndexContent, folder: any IndexFolder, storeID: StoreID,
        quarantine: Quarantine, runRecords: Int
    ) {
        self.quarantine = quarantine
        isTorn = journal.isTorn
        lookup = IndexLookup(content)
        writer = IndexWriter(journal, lookup, folder: folder, storeID: storeID, runRecords: runRecords)
    }

    /// Ends changes and look-ups: they fail from here on. To be called once.
    func close() {
        writer.close()
        lookup.close()
    }

    /// Empties the index, but for what `keeping` says while nobody else changes anything: nobody misses that.
    func wipe(keeping: () -> [IndexBatch] = { [] }) throws(LockerError) {
        try writer.wipe {
            let batches = keeping()
            return IndexChange(putting: items(of: batches), rows: batches.map(\.row))
        }
    }
}
