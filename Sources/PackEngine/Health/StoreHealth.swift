import Glibc
import LockerBase

/// What of a store is known to be damaged or lost.
public final class StoreHealth: Sendable {
    let quarantine: Quarantine
    let listing: PackListing
    let index: ChunkIndex
    let live: LivePacks
    let uses: any ContentUses
    private let locator: RecordLocator
    private let syncer: PackSyncer

    init(
        _ quarantine: Quarantine, _ listing: PackListing, _ index: ChunkIndex, _ log: AppendLog,
        _ uses: any ContentUses, _ locator: RecordLocator
    ) {
        self.quarantine = quarantine
        self.listing = listing
        self.index = index
        self.uses = uses
        self.locator = locator
        live = log.live
        syncer = log.syncer
    }

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
        var ticket = DurabilityTicket()
        guard try locator.locate(record.kind, record.digest, covering: &ticket) != nil else { return false }
        try syncer.commit(ticket)
        return true
    }

    /// Whether a record is set aside that the store has nowhere else: storing the same bytes mends it.
    public func isMissing(_ kind: RecordKind, _ digest: Digest) -> Bool {
        quarantine.finding(of: RecordKey(kind: kind, digest: digest)) != nil
    }

    /// The packs of a class that are there, may be whole, and cannot be read as files, with what is wrong with each.
    public func packsOutOfReach(_ packClass: PackClass) throws(LockerError) -> [(name: PackName, error: LockerError)] {
        var found: [(name: PackName, error: LockerError)] = []
        for name in try listing.sizes().keys.filter({ $0.packClass == packClass }).sorted() {
            do throws(LockerError) {
                _ = try listing.reach(name)
                if try index.lookup.pack(name) == nil { try listing.checkIsKnown(name) }
            } catch let error where error.isOutOfReach {
                if (error.cause as? PackOutOfReach)?.cause.isDamage == false { found.append((name, error)) }
            }
        }
        return found
    }

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
                pack: 0, codec: .raw, offset: last + 1 + number, rawLength: 0, storedLength: 0,
                ordinal: last + 1 + number)
            let record = LocatedRecord(kind: kind, digest: digest, location: location)
            return Finding(pack: name, record: record, reason: "no pack has it", found: now)
        }
        return quarantine.add(findings).count
    }
}
