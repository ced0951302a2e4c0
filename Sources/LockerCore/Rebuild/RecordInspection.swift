import LockerBase
import Metadata

/// Reads records of commits, as a rebuild does, without a store around them.
package enum RecordInspection {
    /// Takes note of `records`, given with their digests, and follows the lines of commits that they tell of. Returns
    /// the number of commits on these lines.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` or ``LockerError/Code/invalidArgument`` for what cannot have been
    ///   recorded.
    package static func commits(in records: [(digest: Digest, bytes: [UInt8])]) throws(LockerError) -> Int {
        var history = RecordedHistory()
        for (digest, bytes) in records {
            try history.add(try Locker_Store_V1_CommitHeader(recordBytes: bytes), digest)
            let record = try Locker_Store_V1_Commit(recordBytes: bytes)
            for put in record.puts { _ = try Entry(put) }
            _ = try Provenance(record)
            for path in record.removals { _ = try EntryPath(path) }
            for song in record.catalogAdded { _ = try CatalogTrack(song, added: record.created) }
            for fingerprint in record.catalogFingerprints { _ = try CatalogFingerprint(fingerprint) }
        }
        _ = history.presentAccounts()
        return history.libraries.values.reduce(0) { $0 + $1.line().commits.count }
    }

    /// The record that `bytes` are, encoded again.
    package static func encodedAgain(_ bytes: [UInt8]) throws(LockerError) -> [UInt8] {
        try Locker_Store_V1_Commit(recordBytes: bytes).recordBytes()
    }

    /// The records that the commit of `delta` would write as the first of `library`, with the next of `numbers`.
    package static func records(
        of delta: Delta, account: Account, library: Library, source: Source?, provenance: Provenance = Provenance(),
        numbers: any RecordSequence
    ) throws(LockerError) -> [[UInt8]] {
        let record = CommitRecord(
            account: account, library: library, delta: delta, created: -1, source: source, provenance: provenance)
        var records: [[UInt8]] = []
        _ = try record.forEachPart(after: nil, numbers: numbers) { (part) throws(LockerError) in
            records.append(part.bytes)
        }
        return records
    }
}
