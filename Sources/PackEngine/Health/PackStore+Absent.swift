import Glibc
import LockerBase

extension PackStore {
    /// Sets aside records that metadata names and no pack has: they count as damaged until the same bytes come again.
    ///
    /// Their place is in a pack of number 0, which there never is, each at an offset of its own.
    ///
    /// - Returns: how many of them were not set aside before.
    public func setAsideAbsent(_ kind: RecordKind, _ digests: Set<Digest>) -> Int {
        let name = PackName(kind.packClass, 0)
        let news = digests.filter { quarantine.finding(of: RecordKey(kind: kind, digest: $0)) == nil }
        if news.isEmpty { return 0 }
        let last = quarantine.findings.filter { $0.pack == name }.map(\.offset).max() ?? 0
        let now = Int64(time(nil))
        let findings = news.sorted().enumerated().map { number, digest in
            let location = RecordLocation(
                pack: 0, offset: last + 1 + number, rawLength: 0, storedLength: 0, ordinal: last + 1 + number)
            let record = Finding.Record(kind: kind, digest: digest, location: location)
            return Finding(pack: name, record: record, reason: "no pack has it", found: now)
        }
        return quarantine.add(findings).count
    }
}
