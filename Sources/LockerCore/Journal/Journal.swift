import LockerBase
import Metadata
import PackEngine

/// A record with its digest.
typealias JournalRecord = (digest: Digest, bytes: [UInt8])

/// Writes the records in which the metadata packs tell of every change (docs/format.md, "Commit"), so that the database
/// can be told again from them; and tells of each change those who wait for it.
final class Journal: Sendable {
    let numbers: any RecordSequence
    /// Hears of every change.
    let feed = ChangeFeed()
    private let packs: PackStore

    init(packs: PackStore, metadata: any MetadataStore) {
        self.packs = packs
        numbers = metadata.sequence
    }

    /// Makes the records durable that `write` hands over, and then lets the database take what they say. `write` may
    /// hand over one after the other, and what it returns is given to `change`.
    ///
    /// Until the database has taken it, a compaction cannot tell that they are needed: the use keeps them.
    ///
    /// - Parameter place: what has changed then; nil where nobody waits for such changes.
    func record<Written, Result>(
        of place: ChangedPlace?,
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
        let result = try change(written)
        if let place { feed.changed(place) }
        return result
    }

    /// The same for one record, which gets its number here.
    func record<Result>(
        _ message: Locker_Store_V1_Commit, then change: () throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        var message = message
        message.sequence = UInt64(try numbers.next(1))
        let bytes = try message.recordBytes()
        return try record(
            of: message.changedPlace,
            { (write) throws(LockerError) in try write((SHA256.digest(of: bytes), bytes)) },
            then: { (_) throws(LockerError) in try change() })
    }
}

extension Locker_Store_V1_Commit {
    /// What changes by what the record says. A new name concerns those who wait for the old one, too.
    fileprivate var changedPlace: ChangedPlace? {
        guard hasAccount else { return nil }
        return libraryRemoved ? .library(libraryName, of: account.id) : .account(account.id)
    }
}
