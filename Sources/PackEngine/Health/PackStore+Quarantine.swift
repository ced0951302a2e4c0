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

    /// Where the record `key`, which no look-up finds, can be read all the same, of the places where it is set aside: a
    /// pack may have been put back from a backup. From here on it is found there.
    ///
    /// - Returns: nil when nothing is known of it, or when it was stored anew since and is not missed.
    /// - Throws: as ``PackReader/withRecord(_:_:at:using:_:)`` when it is missed, and can be read nowhere.
    func takeBack(_ key: RecordKey, using context: ReadContext) throws(LockerError) -> RecordLocation? {
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
                try withRecord(key.kind, key.digest, at: location, using: context) { _ in }
                return location
            } catch {
                // One that healed may have been given up at its other place, as nobody needed it.
                let isNoNews = isHealed && (error.code == .dataLoss || PackReader.isMoved(error))
                if failure == nil, !isNoNews { failure = error }
            }
        }
        if let failure { throw failure }
        return nil
    }

    /// Takes note that a record reads as its digest: one that was set aside there is within reach of everybody again.
    ///
    /// An index that was made anew since does not have it; where that cannot be written, the record stays set aside,
    /// and is tried again by whoever reads it next.
    func reinstate(_ key: RecordKey, at location: RecordLocation) {
        let name = PackName(key.kind.packClass, location.pack)
        guard let finding = quarantine.reinstate(name, location.offset) else { return }
        do throws(LockerError) {
            for healed in try putBack(key, at: location, of: name) { log.report(.healed(healed)) }
        } catch {
            _ = quarantine.add(finding)
        }
    }

    /// Puts a record into the index, unless that has it at another place. Returns what is whole again with it.
    private func putBack(
        _ key: RecordKey, at location: RecordLocation, of name: PackName
    ) throws(LockerError) -> [Finding] {
        var ticket = Ticket()
        if log.find(key, covering: &ticket).location != nil { return [] }
        if let known = try index.locate(key.kind, key.digest) {
            if known == location { return quarantine.heal(key, at: location).map { [$0] } ?? [] }
            let isHere = known.pack == location.pack && known.offset == location.offset
            if !isHere, !quarantine.holds(key, at: known) { return [] }
        }
        guard uses.note(location) else { return [] }
        let record = Finding.Record(kind: key.kind, digest: key.digest, location: location)
        return try index.insert([(location.ordinal, PackFooter.Entry(record))], of: name)
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
