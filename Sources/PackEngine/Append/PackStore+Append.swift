import LockerBase
import POSIXSupport

extension PackStore {
    /// Stores `raw`, unless it is stored already. It is durable once ``commit(_:)`` has returned for `ticket`.
    ///
    /// - Parameters:
    ///   - digest: the SHA-256 of `raw`, computed by the caller from these very bytes.
    ///   - context: of this thread.
    ///   - ticket: made to depend on the record, new or known.
    /// - Throws: `noSpace` when the disk is full, for this record alone; `invalidArgument` for more bytes than a record
    ///   of this kind may have.
    @discardableResult
    public func append(
        _ kind: RecordKind, _ digest: Digest, _ raw: UnsafeRawBufferPointer, using context: AppendContext,
        covering ticket: inout Ticket
    ) throws(LockerError) -> Appended {
        var result: Appended?
        try append(kind, [NamedBytes(digest: digest, bytes: raw)], using: context, covering: &ticket) { result = $1 }
        guard let result else { preconditionFailure("a record was appended, and nothing became of it") }
        return result
    }

    /// Stores what of `records` is not stored already, as ``append(_:_:_:using:covering:)`` does; those that are new,
    /// one behind the other, in one write where there is room.
    ///
    /// - Parameter body: told what became of each, with its place among `records`, in no order.
    /// - Throws: as for one; what became of those that `body` was not told of is not known then.
    public func append(
        _ kind: RecordKind, _ records: [NamedBytes], using context: AppendContext, covering ticket: inout Ticket,
        _ body: (Int, Appended) -> Void
    ) throws(LockerError) {
        defer { context.staged.removeAll(keepingCapacity: true) }
        counter.lookups.add(records.count)
        context.compressor.begin(records.reduce(0) { $0 + $1.bytes.count })
        for (place, record) in records.enumerated() {
            guard record.bytes.count <= kind.maximumRawLength else {
                throw LockerError(
                    .invalidArgument,
                    "a \(kind) of \(record.bytes.count) bytes is too long; at most \(kind.maximumRawLength) can be stored"
                )
            }
            let key = RecordKey(kind: kind, digest: record.digest)
            let found = try look(key, covering: &ticket)
            if let location = found.location, uses.note(location) {
                body(place, .known(location))
            } else {
                context.stage(record.bytes, key, generation: found.generation, place)
            }
        }
        var first = 0
        while first < context.staged.count {
            let record = context.staged[first]
            switch try log.reserve(context.staged[first...], covering: &ticket) {
            case .known(let location):
                _ = uses.note(location)
                body(record.place, .known(location))
                first += 1
            case .stale:
                let found = try look(record.key, covering: &ticket)
                if let location = found.location, uses.note(location) {
                    body(record.place, .known(location))
                    first += 1
                } else {
                    context.staged[first].generation = found.generation
                }
            case .room(let room):
                let records = context.staged[first..<first + room.count]
                let locations = room.locations(of: records)
                for location in locations { _ = uses.note(location) }
                try write(records, room, using: context.run)
                for (record, location) in zip(records, locations) {
                    body(record.place, Appended(isNew: true, storedBytes: record.stored.count, location: location))
                }
                first += room.count
            }
        }
    }

    /// Where a record is, or nil when the store does not have it. `ticket` is made to depend on it.
    public func locate(
        _ kind: RecordKind, _ digest: Digest, covering ticket: inout Ticket
    ) throws(LockerError) -> RecordLocation? {
        counter.lookups.add()
        return try look(RecordKey(kind: kind, digest: digest), covering: &ticket).location
    }

    /// Where a record is, durable or not, or nil when the store does not have it.
    public func locate(_ kind: RecordKind, _ digest: Digest) throws(LockerError) -> RecordLocation? {
        var ticket = Ticket()
        return try locate(kind, digest, covering: &ticket)
    }

    /// Writes records of one pack that were stored before, to take the place of those there.
    ///
    /// - Parameter records: of each its entry in the pack, and the stored bytes.
    func write(
        _ records: [(entry: PackFooter.Entry, stored: UnsafeRawBufferPointer)], using run: RunWriter,
        covering ticket: inout Ticket
    ) throws(LockerError) {
        var rest = records[...]
        while let record = rest.first {
            let generation = log.find(record.entry.key, covering: &ticket).generation
            let staged = rest.map { entry, stored in
                StagedRecord(
                    key: entry.key, header: entry.header(checksum: checksum(stored)), stored: stored,
                    generation: generation, place: 0)
            }
            switch try log.reserve(staged[...], covering: &ticket) {
            case .known: rest = rest.dropFirst()
            case .stale: continue
            case .room(let room):
                // A compaction may seal the pack they are in and look for what is needed there: it finds no sign of
                // them in metadata, which names their digests.
                for location in room.locations(of: staged[..<room.count]) { _ = uses.note(location) }
                try write(staged[..<room.count], room, using: run)
                rest = rest.dropFirst(room.count)
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
        while true {
            let epoch = index.epoch.load(ordering: .sequentiallyConsistent)
            let wasIncomplete = completion.isRunning
            let location = try locateWhole(key)
            if let location, !wasIncomplete || !completion.isPending(PackName(key.kind.packClass, location.pack)) {
                return location
            }
            let isIncomplete = wasIncomplete || completion.isRunning
            if isIncomplete { try completion.wait() }
            // An index that was complete all the time has been asked.
            if !isIncomplete, epoch == index.epoch.load(ordering: .sequentiallyConsistent) { return location }
        }
    }

    /// Where the index says a record is, unless it is set aside there.
    private func locateWhole(_ key: RecordKey) throws(LockerError) -> RecordLocation? {
        let location = try index.locate(key.kind, key.digest)
        return location.flatMap { quarantine.holds(key, at: $0) ? nil : $0 }
    }

    private func write(
        _ records: ArraySlice<StagedRecord>, _ room: AppendLog.Reservation, using run: RunWriter
    ) throws(LockerError) {
        do throws(SystemError) {
            try run.write(records, to: room)
        } catch {
            let failure = LockerError(error, remedy: "send the file again")
            log.failed(room, failure)
            throw failure
        }
        counter.bytesWritten.add(records.reduce(0) { $0 + $1.header.recordLength })
        try log.finish(room)
    }
}

extension AppendContext {
    fileprivate func stage(_ raw: UnsafeRawBufferPointer, _ key: RecordKey, generation: Int, _ place: Int) {
        let payload = compressor.compress(raw)
        let stored = payload ?? raw
        let header = RecordHeader(
            kind: key.kind, codec: payload == nil ? .raw : .lz4, rawLength: raw.count, storedLength: stored.count,
            digest: key.digest, payloadChecksum: checksum(stored))
        staged.append(
            StagedRecord(key: key, header: header, stored: stored, generation: generation, place: place))
    }
}

extension AppendLog.Reservation {
    fileprivate func locations(of records: ArraySlice<StagedRecord>) -> [RecordLocation] {
        var offset = offset
        return records.enumerated().map { number, record in
            defer { offset += record.header.recordLength }
            return RecordLocation(
                pack: pack, offset: offset, rawLength: record.header.rawLength,
                storedLength: record.header.storedLength, ordinal: ordinal + number)
        }
    }
}

extension Appended {
    fileprivate static func known(_ location: RecordLocation) -> Appended {
        Appended(isNew: false, storedBytes: location.storedLength, location: location)
    }
}
