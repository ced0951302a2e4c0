import LockerBase
import POSIXSupport

extension PackStore {
    /// Runs `body` with the raw bytes of a record, checked against `digest`; they are valid during the call.
    ///
    /// - Throws: `notFound` when the store does not have it, `dataLoss` (and an ``Event``) when its bytes are not what
    ///   they were, `unavailable` when they cannot be read at the moment; what `body` throws.
    public func withRecord<Result>(
        _ kind: RecordKind, _ digest: Digest, using context: ReadContext,
        _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        let key = RecordKey(kind: kind, digest: digest)
        var moved: RecordLocation?
        while true {
            let checks = misses.ended.load(ordering: .sequentiallyConsistent)
            var found = try locateWritten(key)
            if found == nil { found = try takeBack(key, using: context) }
            guard let location = found else {
                if try wasMissed(since: checks) { continue }
                throw LockerError(.notFound, "the store has no \(kind) \(digest)")
            }
            do throws(LockerError) {
                return try withRecord(kind, digest, at: location, using: context, body)
            } catch let error where PackReader.isMoved(error) && location != moved {
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
        var wanted: [PackReader.Wanted] = []
        wanted.reserveCapacity(digests.count)
        for digest in digests {
            let key = RecordKey(kind: kind, digest: digest)
            guard let location = try locateWritten(key) else { return nil }
            wanted.append(PackReader.Wanted(key: key, location: location))
        }
        return wholeRecords(wanted, using: context)?.map(\.raw)
    }

    /// As ``PackReader/readTogether(_:using:)``; none of them is set aside any more.
    func wholeRecords(_ wanted: [PackReader.Wanted], using context: ReadContext) -> [PackReader.Whole]? {
        guard let records = reader.readTogether(wanted, using: context) else { return nil }
        for record in wanted {
            counter.read(record.key.kind, bytes: record.location.storedLength)
            reinstate(record.key, at: record.location)
        }
        return records
    }

    private func locateWritten(_ key: RecordKey) throws(LockerError) -> RecordLocation? {
        counter.lookups.add()
        if let location = log.findWritten(key) { return location }
        return try locateIndexed(key)
    }

    /// Runs `body` with the raw bytes of the record at `location`. What is damaged when it is read twice is set aside:
    /// a cable or a memory module errs once.
    func withRecord<Result>(
        _ kind: RecordKind, _ digest: Digest, at location: RecordLocation, using context: ReadContext,
        _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        counter.read(kind, bytes: location.storedLength)
        let whole = { (raw: UnsafeRawBufferPointer) throws(LockerError) -> Result in
            self.reinstate(RecordKey(kind: kind, digest: digest), at: location)
            return try body(raw)
        }
        do throws(LockerError) {
            return try reader.withRecord(kind, digest, at: location, using: context, whole)
        } catch let error where error.cause is PackReader.Damage {
            // Once more.
        }
        do throws(LockerError) {
            return try reader.withRecord(kind, digest, at: location, using: context, whole)
        } catch {
            if let damage = error.cause as? PackReader.Damage {
                setAside(Finding.Record(kind: kind, digest: digest, location: location), "\(damage)")
            }
            throw error
        }
    }

    /// The raw bytes of a record, checked against `digest`.
    ///
    /// - Throws: as ``withRecord(_:_:using:_:)``.
    public func readAll(_ kind: RecordKind, _ digest: Digest) throws(LockerError) -> [UInt8] {
        try withRecord(kind, digest, using: ReadContext()) { Array($0) }
    }

    /// Runs `body` with every record of `kind` whose place is `wanted`, in the order in which their packs were begun
    /// and in which they stand there, checked against their digests. Records that are not durable yet are left out.
    ///
    /// - Parameter skippingDamaged: whether to go on where a record is damaged or its pack out of reach, or `body` says
    ///   so with `dataLoss`.
    /// - Throws: as ``withRecord(_:_:using:_:)``, at the first record that cannot be read; `unavailable` when a
    ///   compaction moves records meanwhile, see ``wasMoved(_:)``.
    public func forEachRecord(
        _ kind: RecordKind, skippingDamaged: Bool = false, where wanted: (RecordLocation) -> Bool = { _ in true },
        _ body: (Digest, UnsafeRawBufferPointer) throws(LockerError) -> Void
    ) throws(LockerError) {
        let context = ReadContext()
        try forEachLocation(of: kind) { (digest, location) throws(LockerError) in
            guard wanted(location) else { return }
            do throws(LockerError) {
                try withRecord(kind, digest, at: location, using: context) { (raw) throws(LockerError) in
                    try body(digest, raw)
                }
            } catch let error where skippingDamaged && PackStore.isLoss(error) {
                // What is damaged was reported where it was found.
            }
        }
    }

    /// Whether `error` says that a compaction moved a record that was about to be read: it is found when it is looked
    /// for again.
    public static func wasMoved(_ error: LockerError) -> Bool { PackReader.isMoved(error) }

    /// Runs `body` with the digest and the place of every record of `kind` that is durable, in the order of the packs;
    /// none of them is read.
    public func forEachLocation(
        of kind: RecordKind, _ body: (Digest, RecordLocation) throws(LockerError) -> Void
    ) throws(LockerError) {
        try completion.wait()
        let names = try translatingSystemErrors { () throws(SystemError) in try storage.list().keys.sorted() }
        for name in names where name.packClass == kind.packClass {
            for (ordinal, entry) in try entries(of: name) where entry.kind == kind {
                try body(entry.digest, entry.location(in: name.id, ordinal))
            }
        }
    }
}
