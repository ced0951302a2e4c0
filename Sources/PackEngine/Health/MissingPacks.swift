import Glibc
import LockerBase

/// The packs whose files are not there. What this process has open may be all that is left of one: it is written anew
/// from that.
struct MissingPacks {
    let parts: VerificationParts

    /// Puts back what can be, and takes note of the rest.
    func look() throws(LockerError) {
        let growing = try sealGrowing()
        let sizes = try parts.listing.sizes()
        for row in try parts.index.lookup.packs() where row.isSealed && sizes[row.name] == nil {
            if parts.listing.packs.isGone(row.name) { continue }
            guard let file: any StoredPack = growing[row.name] ?? parts.listing.packs.openFile(row.name) else {
                try lost(row.name)
                continue
            }
            if try !putBack(row, from: file) { try lost(row.name) }
        }
    }

    /// Ends packs that are being written and whose names are gone, so that they can be put back. Returns them.
    private func sealGrowing() throws(LockerError) -> [PackName: any GrowingPack] {
        let files = parts.live.growing
        // After that: one that was begun meanwhile has its name.
        let sizes = try parts.listing.sizes()
        let missing = files.filter { sizes[$0.key] == nil && !parts.listing.packs.isGone($0.key) }
        if missing.isEmpty { return [:] }
        _ = parts.indexer.seal(Set(missing.keys))
        parts.indexer.settleEnded()
        let sealed = Set(try parts.index.lookup.packs().filter(\.isSealed).map(\.name))
        for (name, file) in missing where !sealed.contains(name) {
            parts.listing.packs.keep(name, file)
            parts.register.note(name, "its file is not there while it is being written")
        }
        return missing
    }

    /// Returns whether `file` is the whole pack: then it has its name again, or it is counted on as long as it is open.
    private func putBack(_ row: PackRow, from file: any StoredPack) throws(LockerError) -> Bool {
        do throws(StorageError) {
            let size = try file.size()
            let contents = try PackContents.read(file, name: row.name, size: size, storeID: parts.storeID)
            guard case .sealed = contents, size == row.size else { return false }
            guard try parts.listing.packs.replace(row.name, by: file) else { return true }
            parts.live.report(.mended(row.name, what: "its file was not there, and is written anew from the open one"))
        } catch {
            parts.listing.packs.keep(row.name, file)
            parts.register.note(row.name, "its file is not there, and cannot be written anew: \(error)")
        }
        return true
    }

    /// Takes note that the file of a pack is not there, with all its records. Whether anybody needs one of them is for
    /// others to find out: ``StoreHealth/lostRecords()``.
    private func lost(_ name: PackName) throws(LockerError) {
        let findings = parts.quarantine.add(
            try parts.index.lookup.entries(in: name), of: name, reason: "its pack is not there")
        for record in findings.compactMap(\.record) { parts.live.forget(record) }
        let pack = Finding(
            pack: name, record: nil, reason: "its file is not there; put it back from a backup", found: Int64(time(nil))
        )
        guard parts.quarantine.add(pack) || !findings.isEmpty else { return }
        parts.live.report(.recordsGone(name, records: findings.count, reason: "its file is not there"))
    }
}
