import LockerBase

/// Checks what a pack says of itself, and makes anew what is damaged of that and follows from the rest.
final class PackStructure {
    let parts: VerificationParts
    let name: PackName
    /// What was made anew.
    var mended = 0
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
        let durableEnd = parts.live.durableEnd(of: name.id)
        // Whatever lies there by now.
        if durableEnd == nil { parts.listing.packs.renew(name) }
        let file = try open()
        guard let durableEnd else { return try written(file) }
        return try live(file, durableEnd)
    }

    func open() throws(LockerError) -> any StoredPack {
        do throws(StorageError) {
            return try parts.listing.packs.file(name)
        } catch {
            if error.kind == .notFound, try !isKnown() { throw LockerError.recordMoved }
            throw PackOutOfReach.failure(name, error)
        }
    }

    /// Whether records may be in it. One that could not be begun is removed again, and nobody ever heard of it.
    private func isKnown() throws(LockerError) -> Bool {
        if parts.live.ids.contains(name.id) { return true }
        return try parts.index.lookup.packs().contains { $0.name == name }
    }

    /// A pack that this process writes: it knows the records itself.
    private func live(_ file: any StoredPack, _ durableEnd: Int) throws(LockerError) -> CheckedPack {
        let size = try reaching { () throws(StorageError) in try file.size() }
        if size < durableEnd { damaged("it is cut off at \(size) of \(durableEnd) bytes") }
        var stamp: RecordStamp?
        if case .valid(let header) = try header(of: file) {
            stamp = header.stamp
        } else {
            damaged("its header is damaged")
        }
        return CheckedPack(file: file, stamp: stamp, entries: try parts.listing.entries(of: name), isSealed: false)
    }

    private func written(_ file: any StoredPack) throws(LockerError) -> CheckedPack {
        let (contents, size) = try reaching { () throws(StorageError) in
            let size = try file.size()
            return (try PackContents.read(file, name: name, size: size, storeID: parts.storeID), size)
        }
        if size == 0 {
            // A pack that is being made has no header yet, and the index nothing of it.
            let entries = try parts.index.lookup.entries(in: name)
            if !entries.isEmpty { damaged("it is empty, and had \(entries.count) records") }
            return CheckedPack(file: file, stamp: nil, entries: entries, isSealed: false)
        }
        switch contents {
        case .sealed:
            parts.quarantine.reinstate(name, 0)
            let stamp = try checkHeader(file, size)
            // Another one, where that put its header anew.
            let entries = try parts.listing.entries(of: name)
            return CheckedPack(file: try open(), stamp: stamp, entries: entries, isSealed: true)
        case .unsealed(let stamp): return try withoutFooter(file, stamp, size)
        case .unreadable(let reason):
            damaged(reason)
            return CheckedPack(file: file, stamp: nil, entries: try parts.listing.entries(of: name), isSealed: false)
        }
    }

    func header(of file: any StoredPack) throws(LockerError) -> PackHeader.Reading {
        try reaching { () throws(StorageError) in try PackContents.readHeader(file) }
    }

    func reaching<Result>(_ read: () throws(StorageError) -> Result) throws(LockerError) -> Result {
        do throws(StorageError) {
            return try read()
        } catch {
            throw PackOutOfReach.failure(name, error)
        }
    }

    func damaged(_ reason: String) {
        isDamaged = true
        parts.register.note(name, reason)
    }
}
