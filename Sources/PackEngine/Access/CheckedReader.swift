import LockerBase

/// Reads records at their places. What is damaged is set aside, and what was set aside and is whole is reinstated.
final class CheckedReader: Sendable {
    private let reader: PackReader
    private let register: DamageRegister
    private let counter: WorkCounter

    init(_ reader: PackReader, _ register: DamageRegister, _ counter: WorkCounter) {
        self.reader = reader
        self.register = register
        self.counter = counter
    }

    /// Runs `body` with the raw bytes of the record at `location`. What is damaged when it is read twice is set aside:
    /// a cable or a memory module errs once.
    func withRecord<Result>(
        _ kind: RecordKind, _ digest: Digest, at location: RecordLocation, using context: ReadContext,
        _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        counter.read(kind, bytes: location.storedLength)
        let whole = { (raw: UnsafeRawBufferPointer) throws(LockerError) -> Result in
            self.register.reinstate(RecordKey(kind: kind, digest: digest), at: location)
            return try body(raw)
        }
        do throws(LockerError) {
            return try reader.withRecord(kind, digest, at: location, using: context, whole)
        } catch let error where error.cause is RecordDamage {
            // Once more.
        }
        do throws(LockerError) {
            return try reader.withRecord(kind, digest, at: location, using: context, whole)
        } catch {
            if let damage = error.cause as? RecordDamage {
                register.setAside(LocatedRecord(kind: kind, digest: digest, location: location), "\(damage)")
            }
            throw error
        }
    }

    /// As ``PackReader/readTogether(_:using:)``; none of them is set aside any more.
    func wholeRecords(_ wanted: [WantedRecord], using context: ReadContext) -> [WholeRecord]? {
        guard let records = reader.readTogether(wanted, using: context) else { return nil }
        for record in wanted {
            counter.read(record.key.kind, bytes: record.location.storedLength)
            register.reinstate(record.key, at: record.location)
        }
        return records
    }
}
