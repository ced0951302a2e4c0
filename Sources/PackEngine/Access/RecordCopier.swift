import LockerBase

/// Writes records of packs that were stored before, to take the place of those there.
final class RecordCopier: Sendable {
    private let log: AppendLog
    private let uses: any ContentUses

    init(_ log: AppendLog, _ uses: any ContentUses) {
        self.log = log
        self.uses = uses
    }

    /// Writes records of one pack anew.
    ///
    /// - Parameter records: of each its entry in the pack, and the stored bytes.
    func write(
        _ records: [(entry: PackEntry, stored: UnsafeRawBufferPointer)], using run: RunWriter,
        covering ticket: inout DurabilityTicket
    ) throws(LockerError) {
        var rest = records[...]
        while let record = rest.first {
            let generation = log.live.find(record.entry.key, covering: &ticket).generation
            let staged = rest.map { entry, stored in
                UnwrittenRecord(
                    key: entry.key, header: entry.header(checksum: checksum(stored)), stored: stored,
                    generation: generation, place: 0)
            }
            switch try log.appender.reserve(staged[...], covering: &ticket) {
            case .known: rest = rest.dropFirst()
            case .stale: continue
            case .room(let room):
                // A compaction may seal the pack they are in and look for what is needed there: it finds no sign of
                // them in metadata, which names their digests.
                uses.note(room.locations(of: staged[..<room.count]))
                try log.appender.write(staged[..<room.count], room, using: run)
                rest = rest.dropFirst(room.count)
            }
        }
    }
}
