import LockerBase
import POSIXSupport

extension PackStore {
    /// Stores `raw`, unless it is stored already. It is durable once ``commit(_:)`` has returned for `ticket`.
    ///
    /// - Parameters:
    ///   - digest: the SHA-256 of `raw`, computed by the caller from these very bytes.
    ///   - context: of this thread.
    ///   - ticket: made to depend on the record, new or known.
    /// - Throws: `noSpace` when the disk is full, for this record alone; `invalidArgument` for more bytes than a record of
    ///   this kind may have.
    @discardableResult
    public func append(
        _ kind: RecordKind, _ digest: Digest, _ raw: UnsafeRawBufferPointer, using context: AppendContext,
        covering ticket: inout Ticket
    ) throws(LockerError) -> Appended {
        guard raw.count <= kind.maximumRawLength else {
            throw LockerError(
                .invalidArgument,
                "a \(kind) of \(raw.count) bytes is too long; at most \(kind.maximumRawLength) can be stored")
        }
        let key = RecordKey(kind: kind, digest: digest)
        var found = try look(key, covering: &ticket)
        if let location = found.location, uses.note(location) { return .known(location) }
        let payload = context.compressor.compress(raw)
        let stored = payload ?? raw
        let header = RecordHeader(
            kind: kind, codec: payload == nil ? .raw : .lz4, rawLength: raw.count, storedLength: stored.count,
            digest: digest, payloadChecksum: checksum(stored))
        while true {
            switch try log.reserve(key, header, generation: found.generation, covering: &ticket) {
            case .known(let location):
                _ = uses.note(location)
                return .known(location)
            case .stale:
                found = try look(key, covering: &ticket)
                if let location = found.location, uses.note(location) { return .known(location) }
            case .room(let room):
                _ = uses.note(room.location(of: header))
                try write(header, stored, room)
                return Appended(isNew: true, storedBytes: stored.count, location: room.location(of: header))
            }
        }
    }

    /// Where a record is, or nil when the store does not have it. `ticket` is made to depend on it.
    public func locate(
        _ kind: RecordKind, _ digest: Digest, covering ticket: inout Ticket
    ) throws(LockerError) -> RecordLocation? {
        try look(RecordKey(kind: kind, digest: digest), covering: &ticket).location
    }

    /// Where a record is, durable or not, or nil when the store does not have it.
    public func locate(_ kind: RecordKind, _ digest: Digest) throws(LockerError) -> RecordLocation? {
        var ticket = Ticket()
        return try locate(kind, digest, covering: &ticket)
    }

    /// Writes a record that was stored before, to take the place of the one there.
    func write(
        _ header: RecordHeader, _ stored: UnsafeRawBufferPointer, covering ticket: inout Ticket
    ) throws(LockerError) {
        guard let kind = header.kind else { return }
        let key = RecordKey(kind: kind, digest: header.digest)
        while true {
            let generation = log.find(key, covering: &ticket).generation
            switch try log.reserve(key, header, generation: generation, covering: &ticket) {
            case .known: return
            case .stale: continue
            case .room(let room): return try write(header, stored, room)
            }
        }
    }

    /// First among the records that are not in the index yet, then there; the generation is that of the first.
    func look(
        _ key: RecordKey, covering ticket: inout Ticket
    ) throws(LockerError) -> (location: RecordLocation?, generation: Int) {
        let found = log.find(key, covering: &ticket)
        if found.location != nil { return found }
        return (try locateIndexed(key), found.generation)
    }

    /// Where the index says a record is, waiting for an index that is incomplete and does not know it.
    func locateIndexed(_ key: RecordKey) throws(LockerError) -> RecordLocation? {
        let wasIncomplete = completion.isRunning
        let location = try locateWhole(key)
        guard wasIncomplete else { return location }
        if let location, !completion.isPending(PackName(key.kind.packClass, location.pack)) { return location }
        try completion.wait()
        return try locateWhole(key)
    }

    /// Where the index says a record is, unless it is set aside there.
    private func locateWhole(_ key: RecordKey) throws(LockerError) -> RecordLocation? {
        let location = try index.locate(key.kind, key.digest)
        return location.flatMap { quarantine.holds(key, at: $0) ? nil : $0 }
    }

    private func write(
        _ header: RecordHeader, _ stored: UnsafeRawBufferPointer, _ room: AppendLog.Reservation
    ) throws(LockerError) {
        do throws(SystemError) {
            try withUnsafeTemporaryAllocation(byteCount: PackFormat.headerLength, alignment: 8) {
                (bytes) throws(SystemError) in
                header.encode(into: bytes, salt: room.salt, offset: room.offset)
                try room.file.write(UnsafeRawBufferPointer(bytes), stored, at: room.offset)
            }
        } catch {
            let failure = LockerError(error, remedy: "send the file again")
            log.failed(room, failure)
            throw failure
        }
        try log.finish(room)
    }
}

extension AppendLog.Reservation {
    func location(of header: RecordHeader) -> RecordLocation {
        RecordLocation(
            pack: pack, offset: offset, rawLength: header.rawLength, storedLength: header.storedLength,
            ordinal: ordinal)
    }
}

extension Appended {
    fileprivate static func known(_ location: RecordLocation) -> Appended {
        Appended(isNew: false, storedBytes: location.storedLength, location: location)
    }
}
