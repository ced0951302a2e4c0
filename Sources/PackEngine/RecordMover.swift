import LockerBase

/// Copies records of one sealed pack to the packs that are open, each once and checked on the way.
final class RecordMover {
    let pack: PackName
    /// Bytes of its file.
    let size: Int
    let entries: [PackStore.NumberedEntry]
    private let store: PackStore
    private var isMoved: [Bool]
    private let context: ReadContext
    private let run = RunWriter()
    /// What the copies depend on.
    private(set) var ticket = Ticket()
    private(set) var movedBytes = 0

    init(store: PackStore, pack: PackName, size: Int, entries: [PackStore.NumberedEntry], context: ReadContext) {
        self.store = store
        self.pack = pack
        self.size = size
        self.entries = entries
        self.context = context
        isMoved = Array(repeating: false, count: entries.count)
    }

    /// Copies the records whose ordinals are `wanted` and that were not copied before. One that the index has at another
    /// place is not needed at this one.
    ///
    /// - Throws: `dataLoss` when one is damaged, or is in the pack and not in the index; what `willMove` throws.
    func move(
        _ willMove: (Int) throws(LockerError) -> Void, _ wanted: (Int) -> Bool
    ) throws(LockerError) {
        for (place, (ordinal, entry)) in entries.enumerated() where !isMoved[place] && wanted(ordinal) {
            let key = RecordKey(kind: entry.kind, digest: entry.digest)
            if store.log.find(key, covering: &ticket).location != nil { continue }
            guard let location = try store.index.locate(entry.kind, entry.digest) else {
                throw LockerError(
                    .dataLoss,
                    "\(pack.fileName): the record \(entry.digest) is needed, and the index does not have it; "
                        + "the pack is left as it is")
            }
            if location.pack != pack.id, !store.quarantine.holds(key, at: location) { continue }
            try willMove(entry.end - entry.offset)
            try move(entry, ordinal)
            isMoved[place] = true
            movedBytes += entry.end - entry.offset
        }
    }

    private func move(_ entry: PackFooter.Entry, _ ordinal: Int) throws(LockerError) {
        let location = entry.location(in: pack.id, ordinal)
        try store.withRecord(entry.kind, entry.digest, at: location, using: context) {
            (_) throws(LockerError) in
            // The digest of the raw bytes was right, so these are the stored bytes of the record.
            let record = context.storedBuffer(PackFormat.headerLength + entry.storedLength)
            let stored = UnsafeRawBufferPointer(rebasing: record[PackFormat.headerLength...])
            try store.write(entry.header(checksum: checksum(stored)), stored, using: run, covering: &ticket)
        }
    }
}
