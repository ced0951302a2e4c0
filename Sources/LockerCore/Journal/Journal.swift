import LockerBase
import Metadata
import PackEngine

/// A record with its digest.
typealias JournalRecord = (digest: Digest, bytes: [UInt8])

/// Writes the records in which the metadata packs tell of every change (docs/format.md, "Commit"), so that the database
/// can be told again from them.
final class Journal: Sendable {
    let numbers: any RecordSequence
    private let packs: PackStore

    init(packs: PackStore, metadata: any MetadataStore) {
        self.packs = packs
        numbers = metadata.sequence
    }

    /// Makes the records durable that `write` hands over, and then lets the database take what they say. `write` may
    /// hand over one after the other, and what it returns is given to `change`.
    ///
    /// Until the database has taken it, a compaction cannot tell that they are needed: the use keeps them.
    func record<Written, Result>(
        _ write: ((JournalRecord) throws(LockerError) -> Void) throws(LockerError) -> Written,
        then change: (Written) throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        let use = packs.keeper.use()
        defer { withExtendedLifetime(use) {} }
        let context = AppendContext()
        var ticket = DurabilityTicket()
        let written = try write { (record) throws(LockerError) in
            try record.bytes.withUnsafeBufferPointer { (buffer) throws(LockerError) in
                _ = try packs.writer.append(
                    .commit, record.digest, UnsafeRawBufferPointer(buffer), using: context, covering: &ticket)
            }
        }
        try packs.writer.commit(ticket)
        return try change(written)
    }

    /// The same for one record, which gets its number here.
    func record<Result>(
        _ message: Locker_Store_V1_Commit, then change: () throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        var message = message
        message.sequence = UInt64(try numbers.next(1))
        let bytes = try message.recordBytes()
        return try record(
            { (write) throws(LockerError) in try write((SHA256.digest(of: bytes), bytes)) },
            then: { (_) throws(LockerError) in try change() })
    }
}
