import LockerBase
import POSIXSupport

extension PackStore {
    /// Runs `body` with the raw bytes of a record, checked against `digest`; they are valid during the call.
    ///
    /// - Throws: `notFound` when the store does not have it, `dataLoss` (and an ``Event``) when its bytes are not what they
    ///   were, `unavailable` when they cannot be read at the moment; what `body` throws.
    public func withRecord<Result>(
        _ kind: RecordKind, _ digest: Digest, using context: ReadContext,
        _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        let key = RecordKey(kind: kind, digest: digest)
        while true {
            var found = log.findWritten(key)
            if found == nil { found = try locateIndexed(key) }
            guard let location = found else {
                throw LockerError(.notFound, "the store has no \(kind) \(digest)")
            }
            do throws(LockerError) {
                return try reader.withRecord(kind, digest, at: location, using: context, body)
            } catch let error where PackReader.isMoved(error) {
                // It is found at its new place.
            }
        }
    }

    /// The raw bytes of a record, checked against `digest`.
    ///
    /// - Throws: as ``withRecord(_:_:using:_:)``.
    public func readAll(_ kind: RecordKind, _ digest: Digest) throws(LockerError) -> [UInt8] {
        try withRecord(kind, digest, using: ReadContext()) { Array($0) }
    }

    /// Runs `body` with every record of `kind` whose place is `wanted`, in the order in which their packs were begun and in which they stand
    /// there, checked against their digests. Records that are not durable yet are left out; a pack that cannot be read as
    /// one is reported (``Event/damagedPack(_:reason:)``) and left out too.
    ///
    /// - Parameter skippingDamaged: whether to go on where a record is damaged, or `body` says so with `dataLoss`.
    /// - Throws: as ``withRecord(_:_:using:_:)``, at the first record that cannot be read; `unavailable` when a compaction
    ///   moves records meanwhile, see ``wasMoved(_:)``.
    public func forEachRecord(
        _ kind: RecordKind, skippingDamaged: Bool = false, where wanted: (RecordLocation) -> Bool = { _ in true },
        _ body: (Digest, UnsafeRawBufferPointer) throws(LockerError) -> Void
    ) throws(LockerError) {
        let context = ReadContext()
        try forEachEntry(of: kind) { (digest, location) throws(LockerError) in
            guard wanted(location) else { return }
            do throws(LockerError) {
                try reader.withRecord(kind, digest, at: location, using: context) { (raw) throws(LockerError) in
                    try body(digest, raw)
                }
            } catch let error where skippingDamaged && error.code == .dataLoss {
                // What is damaged was reported where it was found.
            }
        }
    }

    /// Whether `error` says that a compaction moved a record that was about to be read: it is found when it is looked for
    /// again.
    public static func wasMoved(_ error: LockerError) -> Bool { PackReader.isMoved(error) }

    /// Runs `body` with the place of every record of `kind` that is durable; none of them is read.
    public func forEachLocation(
        of kind: RecordKind, _ body: (RecordLocation) throws(LockerError) -> Void
    ) throws(LockerError) {
        try forEachEntry(of: kind) { (_, location) throws(LockerError) in try body(location) }
    }

    private func forEachEntry(
        of kind: RecordKind, _ body: (Digest, RecordLocation) throws(LockerError) -> Void
    ) throws(LockerError) {
        try completion.wait()
        let names = try translatingSystemErrors { () throws(SystemError) in try storage.list().keys.sorted() }
        for name in names where name.packClass == kind.packClass {
            for (ordinal, entry) in try durableEntries(of: name).enumerated() where entry.kind == kind {
                let location = RecordLocation(
                    pack: name.id, offset: entry.offset, rawLength: entry.rawLength, storedLength: entry.storedLength,
                    ordinal: ordinal)
                try body(entry.digest, location)
            }
        }
    }

    private func durableEntries(of name: PackName) throws(LockerError) -> [PackFooter.Entry] {
        if let entries = log.durableEntries(of: name.id) { return entries }
        do throws(LockerError) {
            return try storedEntries(of: name)
        } catch  where reader.packs.isGone(name) {
            throw PackReader.moved
        }
    }

    private func storedEntries(of name: PackName) throws(LockerError) -> [PackFooter.Entry] {
        try translatingSystemErrors(remedy: "the pack cannot be read") { () throws(SystemError) in
            let file = try reader.packs.file(name)
            let size = try file.size()
            switch try PackContents.read(file, name: name, size: size, storeID: storeID) {
            case .sealed(let entries): return entries
            case .unsealed(let salt):
                let found = PackScanner(file: file, salt: salt, size: size).scan()
                if found.hasUnreadableParts { log.report(.damagedPack(name, reason: "parts of it cannot be read")) }
                return found.entries
            case .unreadable(let reason):
                // A pack that is being made has no header yet.
                if size > 0 { log.report(.damagedPack(name, reason: reason)) }
                return []
            }
        }
    }
}
