import Glibc
import LockerBase

extension PackStore {
    /// What is known to be damaged, in the order of packs and places; what has healed too, as long as its pack is
    /// there.
    public var findings: [Finding] { quarantine.findings }

    /// Counts the changes of ``findings``.
    public var findingsGeneration: Int { quarantine.generation }

    /// Whether the record of `finding` is in the store again, durably; of a pack, whether it has healed.
    ///
    /// - Throws: what keeps it from being made durable.
    public func isWhole(_ finding: Finding) throws(LockerError) -> Bool {
        guard let record = finding.record, finding.healed == nil else { return finding.healed != nil }
        var ticket = Ticket()
        guard try locate(record.kind, record.digest, covering: &ticket) != nil else { return false }
        try commit(ticket)
        return true
    }

    /// Takes a damaged record out of reach: nobody finds it from here on, and whoever stores the same bytes stores them
    /// anew.
    func setAside(_ record: Finding.Record, _ reason: String) {
        let name = PackName(record.kind.packClass, record.location.pack)
        let now = Int64(time(nil))
        // The index names what is durable only; and a place that is set aside is no better.
        let other = try? index.locate(record.kind, record.digest)
        let isElsewhere =
            other.map {
                ($0.pack != record.location.pack || $0.offset != record.location.offset)
                    && !quarantine.holds(record.key, at: $0)
            } ?? false
        let finding = Finding(pack: name, record: record, reason: reason, found: now, healed: isElsewhere ? now : nil)
        guard quarantine.add(finding) else { return }
        log.forget(record)
        log.report(
            .damagedRecord(name, offset: record.location.offset, digest: record.digest, reason: reason))
    }

    /// Takes note of what is wrong with a pack itself.
    func note(_ name: PackName, _ reason: String) {
        let finding = Finding(pack: name, record: nil, reason: reason, found: Int64(time(nil)))
        if quarantine.add(finding) { log.report(.damagedPack(name, reason: reason)) }
    }

    /// Puts a record that was set aside, and can be read again, within reach of everybody.
    ///
    /// An index that was made anew since does not have it; where that cannot be written, the record stays set aside,
    /// and is tried again by whoever reads it next.
    ///
    /// - Throws: as ``PackReader/withRecord(_:_:at:using:_:)`` when it cannot be read.
    func takeBack(_ record: Finding.Record, _ finding: Finding, using context: ReadContext) throws(LockerError) {
        let location = record.location
        try withRecord(record.kind, record.digest, at: location, using: context) { _ in }
        guard try index.locate(record.kind, record.digest) != location, uses.note(location) else { return }
        do throws(LockerError) {
            let healed = try index.insert([(location.ordinal, PackFooter.Entry(record))], of: finding.pack)
            for finding in healed { log.report(.healed(finding)) }
        } catch {
            _ = quarantine.add(finding)
        }
    }
}

extension PackFooter.Entry {
    /// The entry of a record, as far as its place tells it.
    init(_ record: Finding.Record) {
        let location = record.location
        self.init(
            kind: record.kind, codec: location.storedLength == location.rawLength ? .raw : .lz4, digest: record.digest,
            offset: location.offset, rawLength: location.rawLength, storedLength: location.storedLength)
    }
}
