import LockerBase
import Metadata
import PackEngine

/// Writes the records in which the metadata packs tell of every change (docs/format.md, "Commit"), so that the database
/// can be told again from them.
final class Journal: Sendable {
    /// A record with its digest.
    typealias Record = (digest: Digest, bytes: [UInt8])

    let numbers: RecordNumbers
    private let packs: PackStore

    init(packs: PackStore, metadata: any MetadataStore) {
        self.packs = packs
        numbers = RecordNumbers(metadata: metadata)
    }

    /// Makes `records` durable, and then lets the database take what they say.
    ///
    /// Until it has taken it, a compaction cannot tell that they are needed: the use keeps them.
    func record<Result>(
        _ records: [Record], then change: () throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        let use = packs.use()
        defer { withExtendedLifetime(use) {} }
        let context = AppendContext()
        var ticket = Ticket()
        for record in records {
            try record.bytes.withUnsafeBufferPointer { (buffer) throws(LockerError) in
                _ = try packs.append(
                    .commit, record.digest, UnsafeRawBufferPointer(buffer), using: context, covering: &ticket)
            }
        }
        try packs.commit(ticket)
        return try change()
    }

    /// The same for one record, which gets its number here.
    func record<Result>(
        _ message: Locker_Store_V1_Commit, then change: () throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        var message = message
        message.sequence = try numbers.next()
        let bytes = try message.recordBytes()
        return try record([(SHA256.digest(of: bytes), bytes)], then: change)
    }
}
