import LockerBase

/// Gives back records by their names, each checked against its digest.
public final class RecordReader: Sendable {
    let listing: PackListing
    let completion: IndexCompletion
    let reader: CheckedReader
    private let locator: RecordLocator
    private let index: IndexLookup
    private let quarantine: Quarantine
    private let misses: MissCheck

    init(
        _ listing: PackListing, _ completion: IndexCompletion, _ reader: CheckedReader, _ locator: RecordLocator,
        _ index: IndexLookup, _ quarantine: Quarantine, _ misses: MissCheck
    ) {
        self.listing = listing
        self.completion = completion
        self.reader = reader
        self.locator = locator
        self.index = index
        self.quarantine = quarantine
        self.misses = misses
    }

    /// Runs `body` with the raw bytes of a record, checked against `digest`; they are valid during the call.
    ///
    /// - Throws: `notFound` when the store does not have it, `dataLoss` (and an ``StoreEvent``) when its bytes are not what
    ///   they were, `unavailable` when they cannot be read at the moment; what `body` throws.
    public func withRecord<Result>(
        _ kind: RecordKind, _ digest: Digest, using context: ReadContext,
        _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        let key = RecordKey(kind: kind, digest: digest)
        var moved: RecordLocation?
        while true {
            let checks = misses.ended.load(ordering: .sequentiallyConsistent)
            var found = try locator.locateWritten(key)
            if found == nil { found = try takeBack(key, using: context) }
            guard let location = found else {
                if try misses.wasMissed(since: checks) { continue }
                throw LockerError(.notFound, "the store has no \(kind) \(digest)")
            }
            do throws(LockerError) {
                return try reader.withRecord(kind, digest, at: location, using: context, body)
            } catch let error where error.wasMoved && location != moved {
                // It is found at its new place; where it is not, the index could not be brought up to date.
                moved = location
            }
        }
    }

    /// Hands the raw bytes of records to `body`, in their order, each checked against its digest: all at once, or where
    /// one of them needs more care each by itself. They are valid during the call.
    ///
    /// - Parameter body: gets the place of the first of its records among `digests`.
    /// - Throws: as ``withRecord(_:_:using:_:)``, at the first record that cannot be read.
    public func withRecords(
        _ kind: RecordKind, _ digests: [Digest], using context: ReadContext,
        _ body: (Int, [UnsafeRawBufferPointer]) throws(LockerError) -> Void
    ) throws(LockerError) {
        if digests.count > 1, let records = try readTogether(kind, digests, using: context) {
            return try body(0, records)
        }
        for (place, digest) in digests.enumerated() {
            try withRecord(kind, digest, using: context) { (raw) throws(LockerError) in try body(place, [raw]) }
        }
    }

    private func readTogether(
        _ kind: RecordKind, _ digests: [Digest], using context: ReadContext
    ) throws(LockerError) -> [UnsafeRawBufferPointer]? {
        var wanted: [WantedRecord] = []
        wanted.reserveCapacity(digests.count)
        for digest in digests {
            let key = RecordKey(kind: kind, digest: digest)
            guard let location = try locator.locateWritten(key) else { return nil }
            wanted.append(WantedRecord(key: key, location: location))
        }
        return reader.wholeRecords(wanted, using: context)?.map(\.raw)
    }

    /// The raw bytes of a record, checked against `digest`.
    ///
    /// - Throws: as ``withRecord(_:_:using:_:)``.
    public func readAll(_ kind: RecordKind, _ digest: Digest) throws(LockerError) -> [UInt8] {
        try withRecord(kind, digest, using: ReadContext()) { Array($0) }
    }

    /// Where a record is that metadata names: as ``RecordLocator/locate(_:_:)``, but an index that does not know it is
    /// held against the packs first.
    public func locateNamed(_ kind: RecordKind, _ digest: Digest) throws(LockerError) -> RecordLocation? {
        let key = RecordKey(kind: kind, digest: digest)
        while true {
            let checks = misses.ended.load(ordering: .sequentiallyConsistent)
            if let location = try locator.locate(kind, digest) { return location }
            do throws(LockerError) {
                if let location = try takeBack(key, using: ReadContext()) { return location }
            } catch let error where error.isLoss || error.wasMoved {
                return nil
            }
            guard try misses.wasMissed(since: checks) else { return nil }
        }
    }

    /// Where the record `key`, which no look-up finds, can be read all the same, of the places where it is set aside: a
    /// pack may have been put back from a backup. From here on it is found there.
    ///
    /// - Returns: nil when nothing is known of it, or when it was stored anew since and is not missed.
    /// - Throws: as ``CheckedReader/withRecord(_:_:at:using:_:)`` when it is missed, and can be read nowhere.
    private func takeBack(_ key: RecordKey, using context: ReadContext) throws(LockerError) -> RecordLocation? {
        let findings = quarantine.findings(of: key)
        if findings.isEmpty { return nil }
        var places = findings.compactMap { finding in
            finding.record.map { (location: $0.location, isHealed: finding.healed != nil) }
        }
        // It may know a set-aside place better than whoever found it damaged.
        if let named = try index.locate(key.kind, key.digest), !places.contains(where: { $0.location == named }) {
            places.append((named, true))
        }
        var failure: LockerError?
        for (location, isHealed) in places {
            do throws(LockerError) {
                try reader.withRecord(key.kind, key.digest, at: location, using: context) { _ in }
                return location
            } catch {
                // One that healed may have been given up at its other place, as nobody needed it.
                let isNoNews = isHealed && (error.code == .dataLoss || error.wasMoved)
                if failure == nil, !isNoNews { failure = error }
            }
        }
        if let failure { throw failure }
        return nil
    }
}
