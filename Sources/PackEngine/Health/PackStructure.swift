import Glibc
import LockerBase
import POSIXSupport

/// Checks what a pack says of itself, and makes anew what is damaged of that and follows from the rest.
final class PackStructure {
    private let parts: VerificationParts
    private let name: PackName
    /// What was made anew.
    private(set) var mended = 0
    /// Whether something is wrong with the pack itself that could not be mended.
    private(set) var isDamaged = false

    init(_ parts: VerificationParts, name: PackName) {
        self.parts = parts
        self.name = name
    }

    /// - Returns: nil when the pack cannot be opened or read as a file.
    func check() throws(LockerError) -> CheckedPack? {
        do throws(LockerError) {
            return try look()
        } catch let error where error.isOutOfReach {
            if parts.listing.packs.isGone(name) { throw LockerError.recordMoved }
            damaged((error.cause as? PackOutOfReach)?.reason ?? error.message)
            return nil
        }
    }

    private func look() throws(LockerError) -> CheckedPack {
        // Before the pack is looked at: it may be sealed meanwhile.
        let isLive = parts.live.durableEnd(of: name.id) != nil
        let file = try open()
        return isLive ? try live(file) : try written(file)
    }

    private func open() throws(LockerError) -> any PackFile {
        do throws(SystemError) {
            return try parts.listing.packs.file(name)
        } catch {
            if error.number == ENOENT, try !isKnown() { throw LockerError.recordMoved }
            throw PackOutOfReach.failure(name, error)
        }
    }

    /// Whether records may be in it. One that could not be begun is removed again, and nobody ever heard of it.
    private func isKnown() throws(LockerError) -> Bool {
        if parts.live.ids.contains(name.id) { return true }
        return try parts.index.lookup.packs().contains { $0.name == name }
    }

    /// A pack that this process writes: it knows the records itself.
    private func live(_ file: any PackFile) throws(LockerError) -> CheckedPack {
        var salt: UInt64?
        if case .valid(let header) = try header(of: file) {
            salt = header.salt
        } else {
            damaged("its header is damaged")
        }
        return CheckedPack(file: file, salt: salt, entries: try parts.listing.entries(of: name), isSealed: false)
    }

    private func written(_ file: any PackFile) throws(LockerError) -> CheckedPack {
        let (contents, size) = try reaching { () throws(SystemError) in
            let size = try file.size()
            return (try PackContents.read(file, name: name, size: size, storeID: parts.storeID), size)
        }
        // A pack that is being made has no header yet.
        if size == 0 { return CheckedPack(file: file, salt: nil, entries: [], isSealed: false) }
        switch contents {
        case .sealed:
            parts.quarantine.reinstate(name, 0)
            let salt = try checkHeader(file, size)
            return CheckedPack(file: file, salt: salt, entries: try parts.listing.entries(of: name), isSealed: true)
        case .unsealed(let salt): return try withoutFooter(file, salt, size)
        case .unreadable(let reason):
            damaged(reason)
            return CheckedPack(file: file, salt: nil, entries: try parts.listing.entries(of: name), isSealed: false)
        }
    }

    /// Writes the header of a sealed pack anew when it is damaged: the trailer tells the salt. Returns that.
    private func checkHeader(_ file: any PackFile, _ size: Int) throws(LockerError) -> UInt64? {
        switch try header(of: file) {
        case .valid(let header): return header.salt
        case .newer, .invalid: break
        }
        let trailer = try reaching { () throws(SystemError) in
            try PackContents.readTrailer(file, name: name, size: size)
        }
        guard let trailer else { return nil }
        let header = PackHeader(name: name, storeID: parts.storeID, salt: trailer.salt, created: 0)
        mend("its header was damaged") { () throws(SystemError) in
            let writable = try parts.storage.open(name, writable: true)
            try header.encoded().withRawBytes { (raw) throws(SystemError) in
                try writable.write([raw], at: 0)
            }
            try writable.synchronize()
            try writable.seal()
        }
        return trailer.salt
    }

    /// Writes footer and trailer anew when the index knows all records: the same records make the same bytes.
    private func withoutFooter(_ file: any PackFile, _ salt: UInt64, _ size: Int) throws(LockerError) -> CheckedPack {
        let pack = CheckedPack(file: file, salt: salt, entries: try parts.listing.entries(of: name), isSealed: false)
        guard let row = try parts.index.lookup.pack(name), row.isSealed else { return pack }
        let scanned = PackScanner(file: file, salt: salt, size: size).scan().entries
        let known = (pack.entries.map(\.entry) + scanned).map { ($0.offset, $0) }
        let entries = Dictionary(known) { first, _ in first }.values.sorted { $0.offset < $1.offset }
        let seal = PackSeal(name: name, salt: salt, entries: entries, end: entries.last?.end ?? PackFormat.headerLength)
        guard seal.size == row.size, entries.count == row.tallies.total.records else {
            damaged("its footer is damaged; a compaction takes out of it what is needed")
            return pack
        }
        let isMended = mend("its footer was damaged") { () throws(SystemError) in
            try seal.apply(to: try parts.storage.open(name, writable: true))
        }
        guard isMended else { return pack }
        parts.quarantine.reinstate(name, 0)
        return CheckedPack(file: file, salt: salt, entries: try parts.listing.entries(of: name), isSealed: true)
    }

    private func header(of file: any PackFile) throws(LockerError) -> PackHeader.Reading {
        try reaching { () throws(SystemError) in try PackContents.readHeader(file) }
    }

    private func reaching<Result>(_ read: () throws(SystemError) -> Result) throws(LockerError) -> Result {
        do throws(SystemError) {
            return try read()
        } catch {
            throw PackOutOfReach.failure(name, error)
        }
    }

    private func damaged(_ reason: String) {
        isDamaged = true
        parts.register.note(name, reason)
    }

    /// Writes something anew. Where that cannot be, for want of room or of a right, the pack stays damaged, and can be
    /// read all the same.
    @discardableResult
    private func mend(_ what: String, _ write: () throws(SystemError) -> Void) -> Bool {
        do throws(SystemError) {
            try write()
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
