import Glibc
import LockerBase

/// Takes note of what is found damaged, and of what is whole again.
final class DamageRegister: Sendable {
    let quarantine: Quarantine
    private let live: LivePacks
    private let index: ChunkIndex
    private let uses: any ContentUses

    init(_ quarantine: Quarantine, _ live: LivePacks, _ index: ChunkIndex, _ uses: any ContentUses) {
        self.quarantine = quarantine
        self.live = live
        self.index = index
        self.uses = uses
    }

    /// Takes a damaged record out of reach: nobody finds it from here on, and whoever stores the same bytes stores them
    /// anew.
    func setAside(_ record: LocatedRecord, _ reason: String) {
        let name = PackName(record.kind.packClass, record.location.pack)
        let now = Int64(time(nil))
        // The index names what is durable only; and a place that is set aside is no better.
        let other = try? index.lookup.locate(record.kind, record.digest)
        let isElsewhere =
            other.map {
                ($0.pack != record.location.pack || $0.offset != record.location.offset)
                    && !quarantine.holds(record.key, at: $0)
            } ?? false
        let finding = Finding(pack: name, record: record, reason: reason, found: now, healed: isElsewhere ? now : nil)
        guard quarantine.add(finding) else { return }
        live.forget(record)
        live.report(
            .damagedRecord(name, offset: record.location.offset, digest: record.digest, reason: reason))
    }

    /// Takes note of what is wrong with a pack itself.
    func note(_ name: PackName, _ reason: String) {
        let finding = Finding(pack: name, record: nil, reason: reason, found: Int64(time(nil)))
        if quarantine.add(finding) { live.report(.damagedPack(name, reason: reason)) }
    }

    /// Takes note that a record reads as its digest: one that was set aside there is within reach of everybody again.
    ///
    /// An index that was made anew since does not have it; where that cannot be written, the record stays set aside,
    /// and is tried again by whoever reads it next.
    func reinstate(_ key: RecordKey, at location: RecordLocation) {
        let name = PackName(key.kind.packClass, location.pack)
        guard let finding = quarantine.reinstate(name, location.offset) else { return }
        do throws(LockerError) {
            for healed in try putBack(key, at: location, of: name) { live.report(.healed(healed)) }
        } catch {
            _ = quarantine.add(finding)
        }
    }

    /// Puts a record into the index, unless that has it at another place. Returns what is whole again with it.
    private func putBack(
        _ key: RecordKey, at location: RecordLocation, of name: PackName
    ) throws(LockerError) -> [Finding] {
        if live.find(key) != nil { return [] }
        if let known = try index.lookup.locate(key.kind, key.digest) {
            if known == location { return quarantine.heal(key, at: location).map { [$0] } ?? [] }
            let isHere = known.pack == location.pack && known.offset == location.offset
            if !isHere, !quarantine.holds(key, at: known) { return [] }
        }
        guard uses.note(location) else { return [] }
        let record = LocatedRecord(kind: key.kind, digest: key.digest, location: location)
        return try index.insert([(location.ordinal, PackEntry(record))], of: name)
    }

    /// What a pack says that it holds; nil for one that is not sealed, or whose footer cannot be read: what the index
    /// knows of it stays.
    func sealedContents(
        of name: PackName, in listing: PackListing
    ) throws(LockerError) -> (entries: [PackEntry], size: Int, version: PackVersion)? {
        do throws(StorageError) {
            return try listing.sealedContents(of: name)
        } catch  where error.kind == .busy {
            throw LockerError(error, remedy: "the index is as it was")
        } catch {
            note(name, PackOutOfReach(cause: error).reason)
            return nil
        }
    }
}
