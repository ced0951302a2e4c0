import LockerBase
import POSIXSupport

extension PackStore {
    /// Runs `body` with the raw bytes of a record, checked against `digest`; they are valid during the call.
    ///
    /// - Throws: `notFound` when the store does not have it, `dataLoss` (and an ``Event``) when its bytes are not what they
    ///   were; what `body` throws.
    public func withRecord<Result>(
        _ kind: RecordKind, _ digest: Digest, using context: ReadContext,
        _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        let key = RecordKey(kind: kind, digest: digest)
        var found = log.findWritten(key)
        if found == nil { found = try locateIndexed(key) }
        guard let location = found else {
            throw LockerError(.notFound, "the store has no \(kind) \(digest)")
        }
        return try reader.withRecord(kind, digest, at: location, using: context, body)
    }

    /// Copies the raw bytes of a record, checked against `digest`, to the start of `buffer`. Returns how many they are.
    ///
    /// - Throws: as ``withRecord(_:_:using:_:)``; `invalidArgument` when `buffer` is too short.
    public func read(
        _ kind: RecordKind, _ digest: Digest, into buffer: UnsafeMutableRawBufferPointer, using context: ReadContext
    ) throws(LockerError) -> Int {
        try withRecord(kind, digest, using: context) { (raw) throws(LockerError) in
            guard raw.count <= buffer.count else {
                throw LockerError(
                    .invalidArgument, "the \(kind) \(digest) has \(raw.count) bytes; there is room for \(buffer.count)")
            }
            buffer.copyMemory(from: raw)
            return raw.count
        }
    }

    /// The raw bytes of a record, checked against `digest`.
    ///
    /// - Throws: as ``withRecord(_:_:using:_:)``.
    public func readAll(_ kind: RecordKind, _ digest: Digest) throws(LockerError) -> [UInt8] {
        try withRecord(kind, digest, using: ReadContext()) { Array($0) }
    }

    /// Runs `body` with every record of `kind`, in the order in which their packs were begun and in which they stand
    /// there, checked against their digests. Records that are not durable yet are left out.
    ///
    /// - Throws: as ``withRecord(_:_:using:_:)``, at the first record that cannot be read.
    public func forEachRecord(
        _ kind: RecordKind, _ body: (Digest, UnsafeRawBufferPointer) throws(LockerError) -> Void
    ) throws(LockerError) {
        try completion.wait()
        let names = try translatingSystemErrors { () throws(SystemError) in try storage.list().keys.sorted() }
        let context = ReadContext()
        for name in names where name.packClass == kind.packClass {
            let entries = try durableEntries(of: name)
            for (ordinal, entry) in entries.enumerated() where entry.kind == kind {
                let location = RecordLocation(
                    pack: name.id, offset: entry.offset, rawLength: entry.rawLength, storedLength: entry.storedLength,
                    ordinal: ordinal)
                try reader.withRecord(kind, entry.digest, at: location, using: context) { (raw) throws(LockerError) in
                    try body(entry.digest, raw)
                }
            }
        }
    }

    private func durableEntries(of name: PackName) throws(LockerError) -> [PackFooter.Entry] {
        if let entries = log.durableEntries(of: name.id) { return entries }
        return try translatingSystemErrors(remedy: "the pack cannot be read") { () throws(SystemError) in
            let file = try reader.packs.file(name)
            let size = try file.size()
            switch try PackContents.read(file, name: name, size: size, storeID: storeID) {
            case .sealed(let entries): return entries
            case .unsealed(let salt): return PackScanner(file: file, salt: salt, size: size).scan().entries
            case .unreadable: return []
            }
        }
    }
}
