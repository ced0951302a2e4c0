import LockerBase

extension PackStructure {
    /// Writes the header of a sealed pack anew when it is damaged: the trailer tells salt and version. Returns what
    /// records are stamped with.
    func checkHeader(_ file: any StoredPack, _ size: Int) throws(LockerError) -> RecordStamp? {
        switch try header(of: file) {
        case .valid(let header): return header.stamp
        case .newer, .unknownCipher: throw PackOutOfReach.failure(name, .needsNewerProgram(name))
        case .invalid: break
        }
        let trailer = try reaching { () throws(StorageError) in
            try PackContents.readTrailer(file, name: name, size: size)
        }
        guard let trailer else { return nil }
        let header = PackHeader(
            name: name, storeID: parts.storeID, salt: trailer.salt, created: 0, version: trailer.version)
        mend("its header was damaged", by: MendedPack(file, size: size, with: header.encoded(), at: 0))
        return trailer.stamp
    }

    /// Writes footer and trailer anew when the index knows all records: the same records make the same bytes.
    func withoutFooter(_ file: any StoredPack, _ stamp: RecordStamp, _ size: Int) throws(LockerError) -> CheckedPack {
        let pack = CheckedPack(file: file, stamp: stamp, entries: try parts.listing.entries(of: name), isSealed: false)
        let scanned = PackScanner(file: file, stamp: stamp, size: size).scan()
        if scanned.hasUnknown { throw PackOutOfReach.failure(name, .needsNewerProgram(name)) }
        guard let row = try parts.index.lookup.pack(name), row.isSealed else { return pack }
        let known = (pack.entries.map(\.entry) + scanned.entries).map { ($0.offset, $0) }
        let entries = Dictionary(known) { first, _ in first }.values.sorted { $0.offset < $1.offset }
        let seal = PackSeal(
            name: name, stamp: stamp, entries: entries, end: entries.last?.end ?? PackFormat.headerLength)
        guard seal.size == row.size, entries.count == row.tallies.total.records else {
            damaged("its footer is damaged; a compaction takes out of it what is needed")
            return pack
        }
        guard mend("its footer was damaged", by: seal.mending(file)) else { return pack }
        parts.quarantine.reinstate(name, 0)
        return CheckedPack(file: try open(), stamp: stamp, entries: try parts.listing.entries(of: name), isSealed: true)
    }

    /// Puts another pack in the place of this one. Where that cannot be, for want of room or of a right, the pack stays
    /// damaged, and can be read all the same.
    @discardableResult
    func mend(_ what: String, by bytes: any PackBytes) -> Bool {
        do throws(StorageError) {
            guard try parts.listing.packs.replace(name, by: bytes) else { return false }
        } catch {
            let failure = LockerError(error, remedy: "see that the disk has space and takes writes, and verify again")
            damaged("\(what), and cannot be written anew: \(failure.message)")
            return false
        }
        mended += 1
        parts.live.report(.mended(name, what: "\(what), and is written anew"))
        return true
    }
}
