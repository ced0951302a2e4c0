import LockerBase

/// Copies records of one sealed pack to the packs that are open, each once and checked on the way.
final class RecordMover {
    /// The most bytes of records that are copied together.
    private static let together = 1 << 20

    let pack: PackName
    /// Bytes of its file.
    let size: Int
    let entries: [NumberedEntry]
    private let parts: CompactionParts
    private var isMoved: [Bool]
    private let context: ReadContext
    private let run = RunWriter()
    /// What the copies depend on.
    private(set) var ticket = DurabilityTicket()
    private(set) var movedBytes = 0

    init(_ parts: CompactionParts, pack: PackName, size: Int, entries: [NumberedEntry], context: ReadContext) {
        self.parts = parts
        self.pack = pack
        self.size = size
        self.entries = entries
        self.context = context
        isMoved = Array(repeating: false, count: entries.count)
    }

    /// Copies the records whose ordinals are `wanted` and that were not copied before. One that the index has at
    /// another place is not needed at this one.
    ///
    /// - Throws: `dataLoss` when one is damaged, or is in the pack and not in the index; what `willMove` throws.
    func move(
        _ willMove: (Int) throws(LockerError) -> Void, _ wanted: (Int) -> Bool
    ) throws(LockerError) {
        var (waiting, bytes) = ([Int](), 0)
        for (place, (ordinal, entry)) in entries.enumerated() where !isMoved[place] && wanted(ordinal) {
            let key = entry.key
            if parts.log.live.find(key, covering: &ticket).location != nil { continue }
            if let location = try parts.index.lookup.locate(entry.kind, entry.digest) {
                if location.pack != pack.id, !parts.quarantine.holds(key, at: location), isInReach(location, key) {
                    continue
                }
            } else if !parts.quarantine.holds(key, at: entry.location(in: pack.id, ordinal)) {
                // Of one that is set aside here, reading it tells.
                throw LockerError(
                    .dataLoss,
                    "\(pack.fileName): the record \(entry.digest) is needed, and the index does not have it; "
                        + "the pack is left as it is")
            }
            if !waiting.isEmpty, bytes + entry.rawLength > RecordMover.together {
                try copy(waiting)
                (waiting, bytes) = ([], 0)
            }
            try willMove(entry.end - entry.offset)
            waiting.append(place)
            bytes += entry.rawLength
        }
        try copy(waiting)
    }

    /// Whether the pack of another place can be seen: this one may be the last that is whole otherwise.
    private func isInReach(_ location: RecordLocation, _ key: RecordKey) -> Bool {
        (try? parts.listing.reach(PackName(key.kind.packClass, location.pack))) != nil
    }

    /// Copies the records at `places` of the pack, together where they are whole, and one by one to tell which is not.
    private func copy(_ places: [Int]) throws(LockerError) {
        let wanted = places.map { WantedRecord(entries[$0].entry, in: pack.id, entries[$0].ordinal) }
        if let records = parts.reader.wholeRecords(wanted, using: context) {
            try write(Array(zip(places, records.map(\.stored))))
        } else {
            for (place, record) in zip(places, wanted) {
                try parts.reader.withRecord(record.key.kind, record.key.digest, at: record.location, using: context) {
                    (_) throws(LockerError) in
                    // The digest of the raw bytes was right, so these are the bytes of the record.
                    let length = PackFormat.headerLength + entries[place].entry.storedLength
                    try write([(place, UnsafeRawBufferPointer(context.storedBuffer(length)))])
                }
            }
        }
    }

    /// Writes records, of which each has its header in front.
    private func write(_ records: [(place: Int, bytes: UnsafeRawBufferPointer)]) throws(LockerError) {
        let copies = records.map { place, bytes in
            let entry = entries[place].entry
            let end = PackFormat.headerLength + entry.storedLength
            return (entry: entry, stored: UnsafeRawBufferPointer(rebasing: bytes[PackFormat.headerLength..<end]))
        }
        try parts.copier.write(copies, using: run, covering: &ticket)
        for (place, _) in records {
            isMoved[place] = true
            movedBytes += entries[place].entry.end - entries[place].entry.offset
        }
    }
}
