import LockerBase

extension RecordReader {
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
