import LockerBase

/// Stores records that the store has not, and makes them durable.
public final class RecordWriter: Sendable {
    private let log: AppendLog
    private let locator: RecordLocator
    private let uses: any ContentUses
    private let counter: WorkCounter

    init(
        _ log: AppendLog, _ locator: RecordLocator, _ uses: any ContentUses, _ counter: WorkCounter
    ) {
        self.log = log
        self.locator = locator
        self.uses = uses
        self.counter = counter
    }

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
        covering ticket: inout DurabilityTicket
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
        _ kind: RecordKind, _ records: [NamedBytes], using context: AppendContext,
        covering ticket: inout DurabilityTicket, _ body: (Int, Appended) -> Void
    ) throws(LockerError) {
        defer { context.staged.removeAll(keepingCapacity: true) }
        counter.lookups.add(records.count)
        context.compressor.begin(records.reduce(0) { $0 + $1.bytes.count })
        for record in records where record.bytes.count > kind.maximumRawLength {
            throw LockerError(
                .invalidArgument,
                "a \(kind) of \(record.bytes.count) bytes is too long; at most \(kind.maximumRawLength) can be stored")
        }
        let keys = records.map { RecordKey(kind: kind, digest: $0.digest) }
        let repeats = repeats(keys)
        let found = try locator.look(keys, covering: &ticket)
        let areKept = keep(found.locations)
        var rest = repeats[...]
        for (place, location) in found.locations.enumerated() {
            let isRepeat = rest.first == place
            if isRepeat { rest.removeFirst() }
            if let location, areKept[place] {
                body(place, .known(location))
            } else if !isRepeat {
                context.stage(records[place].bytes, keys[place], generation: found.generation, place)
            }
        }
        try writeStaged(using: context, covering: &ticket, body)
        for place in repeats where found.locations[place] == nil || !areKept[place] {
            context.staged.removeAll(keepingCapacity: true)
            context.stage(records[place].bytes, keys[place], generation: found.generation, place)
            try writeStaged(using: context, covering: &ticket, body)
        }
    }

    /// The places of records that are there before them in the same call: each would end a run of those that are
    /// written together.
    private func repeats(_ keys: [RecordKey]) -> [Int] {
        if keys.count < 2 { return [] }
        var seen = Set<RecordKey>(minimumCapacity: keys.count)
        return keys.indices.filter { !seen.insert(keys[$0]).inserted }
    }

    /// Notes those of the records that are somewhere. Says which of them may be counted on.
    private func keep(_ locations: [RecordLocation?]) -> [Bool] {
        let found = locations.compactMap { $0 }
        if found.count == locations.count { return uses.note(found) }
        if found.isEmpty { return [Bool](repeating: false, count: locations.count) }
        var areNoted = uses.note(found)[...]
        return locations.map { $0 != nil && areNoted.removeFirst() }
    }

    /// Writes what is staged, but for what somebody else has stored in the meantime.
    private func writeStaged(
        using context: AppendContext, covering ticket: inout DurabilityTicket, _ body: (Int, Appended) -> Void
    ) throws(LockerError) {
        var first = 0
        while first < context.staged.count {
            switch try log.appender.reserve(context.staged[first...], covering: &ticket) {
            case .known(let location):
                _ = uses.note(location)
                body(context.staged[first].place, .known(location))
                first += 1
            case .stale:
                context.staged.removeSubrange(..<first)
                first = 0
                try lookAgain(using: context, covering: &ticket, body)
            case .room(let room):
                let records = context.staged[first..<first + room.count]
                let locations = room.locations(of: records)
                uses.note(locations)
                try log.appender.write(records, room, using: context.run)
                for (record, location) in zip(records, locations) {
                    body(record.place, Appended(isNew: true, storedBytes: record.stored.count, location: location))
                }
                first += room.count
            }
        }
    }

    /// Looks for what is staged again: records have moved into the index since.
    private func lookAgain(
        using context: AppendContext, covering ticket: inout DurabilityTicket, _ body: (Int, Appended) -> Void
    ) throws(LockerError) {
        let found = try locator.look(context.staged.map(\.key), covering: &ticket)
        let areKept = keep(found.locations)
        var rest: [UnwrittenRecord] = []
        for (number, location) in found.locations.enumerated() {
            var record = context.staged[number]
            if let location, areKept[number] {
                body(record.place, .known(location))
            } else {
                record.generation = found.generation
                rest.append(record)
            }
        }
        context.staged = rest
    }

    /// Blocks until everything that `ticket` depends on is durable.
    ///
    /// - Throws: why some of it never will be: it must be appended again, with a new ticket.
    public func commit(_ ticket: DurabilityTicket) throws(LockerError) {
        try log.syncer.commit(ticket)
    }
}
