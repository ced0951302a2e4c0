import LockerBase

/// Gives back records by their names, each checked against its digest.
public final class RecordReader: Sendable {
    let listing: PackListing
    let rebuild: IndexRebuild
    let reader: CheckedReader
    let locator: RecordLocator
    let index: IndexLookup
    let quarantine: Quarantine
    let misses: MissCheck

    init(
        _ listing: PackListing, _ rebuild: IndexRebuild, _ reader: CheckedReader, _ locator: RecordLocator,
        _ index: IndexLookup, _ quarantine: Quarantine, _ misses: MissCheck
    ) {
        self.listing = listing
        self.rebuild = rebuild
        self.reader = reader
        self.locator = locator
        self.index = index
        self.quarantine = quarantine
        self.misses = misses
    }

    /// Runs `body` with the raw bytes of a record, checked against `digest`; they are valid during the call.
    ///
    /// - Throws: `notFound` when the store does not have it, `dataLoss` (and an ``StoreEvent``) when its bytes are not
    ///   what they were, `unavailable` when they cannot be read at the moment; what `body` throws.
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

    /// The most records that are read together, and their bytes: what is asked for may be a stranger's choice.
    private static let together = (records: 4096, bytes: 4 << 20)

    /// Hands the raw bytes of records to `body`, in their order, each checked against its digest: many at once, or where
    /// one of them needs more care, or all are too many bytes, each by itself. They are valid during the call.
    ///
    /// - Parameter body: gets the place of the first of its records among `digests`.
    /// - Throws: as ``withRecord(_:_:using:_:)``, at the first record that cannot be read.
    public func withRecords(
        _ kind: RecordKind, _ digests: [Digest], using context: ReadContext,
        _ body: (Int, [UnsafeRawBufferPointer]) throws(LockerError) -> Void
    ) throws(LockerError) {
        for start in stride(from: 0, to: digests.count, by: RecordReader.together.records) {
            let part = digests[start..<min(start + RecordReader.together.records, digests.count)]
            if part.count > 1, let records = try readTogether(kind, part, using: context) {
                try body(start, records)
                continue
            }
            for (place, digest) in zip(part.indices, part) {
                try withRecord(kind, digest, using: context) { (raw) throws(LockerError) in try body(place, [raw]) }
            }
        }
    }

    private func readTogether(
        _ kind: RecordKind, _ digests: ArraySlice<Digest>, using context: ReadContext
    ) throws(LockerError) -> [UnsafeRawBufferPointer]? {
        var (wanted, bytes) = ([WantedRecord](), 0)
        wanted.reserveCapacity(digests.count)
        for digest in digests {
            let key = RecordKey(kind: kind, digest: digest)
            guard let location = try locator.locateWritten(key) else { return nil }
            bytes += location.rawLength
            guard bytes <= RecordReader.together.bytes else { return nil }
            wanted.append(WantedRecord(key: key, location: location))
        }
        return wholeRecords(wanted, using: context)
    }

    /// Reads each place once, in the order of the packs.
    private func wholeRecords(_ wanted: [WantedRecord], using context: ReadContext) -> [UnsafeRawBufferPointer]? {
        if zip(wanted, wanted.dropFirst()).allSatisfy({ $0.isBefore($1) }) {
            return reader.wholeRecords(wanted, using: context)?.map(\.raw)
        }
        let order = wanted.indices.sorted { wanted[$0].isBefore(wanted[$1]) }
        var once: [WantedRecord] = []
        var slots = [Int](repeating: 0, count: wanted.count)
        for index in order {
            if once.last?.location != wanted[index].location { once.append(wanted[index]) }
            slots[index] = once.count - 1
        }
        return reader.wholeRecords(once, using: context).map { records in slots.map { records[$0].raw } }
    }

    /// The raw bytes of a record, checked against `digest`.
    ///
    /// - Throws: as ``withRecord(_:_:using:_:)``.
    public func readAll(_ kind: RecordKind, _ digest: Digest) throws(LockerError) -> [UInt8] {
        try withRecord(kind, digest, using: ReadContext()) { Array($0) }
    }
}
