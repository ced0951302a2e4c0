import LockerBase
import POSIXSupport

extension AppendLog {
    /// Room for one record, which the thread that got it must write or abandon.
    struct Reservation {
        let pack: UInt32
        let file: any PackFile
        let salt: UInt64
        let offset: Int
        let end: Int
        let ordinal: Int
    }

    enum Reserved {
        case room(Reservation)
        /// Somebody else was quicker.
        case known(RecordLocation)
        /// Records have moved into the index since the look-up there: look again.
        case stale
    }

    /// What a reservation still lacks, or what became of it.
    private enum Step {
        case done(Reserved)
        case open
        case grow(pack: UInt32, file: any PackFile, from: Int, to: Int)
    }

    /// Gives the record `header` room in the open pack of its class, and its place in the overlay.
    ///
    /// - Parameter generation: as ``find(_:covering:)`` told it before the index was asked.
    /// - Throws: `noSpace` when the disk is full, for this caller alone.
    func reserve(
        _ key: RecordKey, _ header: RecordHeader, generation: Int, covering ticket: inout Ticket
    ) throws(LockerError) -> Reserved {
        let packClass = key.kind.packClass
        while true {
            let (step, needsRoom) = try monitor.wait { (state) throws(LockerError) -> (Step, Bool)? in
                guard !state.isClosing else { throw AppendLog.closed }
                if let location = state.overlay[key] {
                    state.cover(location, &ticket)
                    return (.done(.known(location)), false)
                }
                guard state.generation == generation else { return (.done(.stale), false) }
                if state.overlay.count >= AppendLog.maximumOverlay {
                    if let failure = state.indexFailure { throw failure }
                    return nil
                }
                guard let step = nextStep(key, header, &state) else { return nil }
                if case .done(.room(let room)) = step { ticket.cover(pack: room.pack, end: room.end) }
                return (step, needsPreparation(packClass, state))
            }
            // Wakes the thread that makes room ahead.
            if needsRoom { monitor.notifyAll() }
            switch step {
            case .done(let reserved): return reserved
            case .open: try openPack(packClass)
            case .grow(let pack, let file, let from, let to): try grow(pack, file, from: from, needed: to)
            }
        }
    }

    /// The next step towards room for `header`; nil when somebody else is at it.
    private func nextStep(_ key: RecordKey, _ header: RecordHeader, _ state: inout AppendState) -> Step? {
        let packClass = key.kind.packClass
        guard let id = currentPack(packClass, header.recordLength, &state), var pack = state.packs[id] else {
            if state.isOpening[packClass] { return nil }
            state.isOpening[packClass] = true
            return .open
        }
        let needed = pack.end + header.recordLength + PackFooter.sealLength(count: pack.entries.count + 1)
        if needed > pack.reservedEnd {
            if pack.isGrowing { return nil }
            state.packs[id]?.isGrowing = true
            return .grow(pack: id, file: pack.file, from: pack.reservedEnd, to: needed)
        }
        // Out of the dictionary while it changes: two owners would copy its list of records.
        state.packs[id] = nil
        defer { state.packs[id] = pack }
        let location = pack.place(header, key)
        state.overlay[key] = location
        return .done(
            .room(
                Reservation(
                    pack: id, file: pack.file, salt: pack.salt, offset: location.offset, end: location.end,
                    ordinal: location.ordinal)))
    }

    /// The pack of the class that has room for `length` bytes more; rolls over to the spare one when it is there.
    private func currentPack(_ packClass: PackClass, _ length: Int, _ state: inout AppendState) -> UInt32? {
        if let id = state.current[packClass], let pack = state.packs[id] {
            let wouldBe = pack.end + length + PackFooter.sealLength(count: pack.entries.count + 1)
            let isFull =
                wouldBe > options.packSize(packClass) || pack.entries.count >= PackFormat.maximumRecordsPerPack
            if !isFull || pack.entries.isEmpty { return id }
            state.packs[id]?.phase = .full
            state.current[packClass] = nil
        }
        guard let spare = state.spare[packClass] else { return nil }
        state.spare[packClass] = nil
        state.packs[spare.name.id] = spare
        state.current[packClass] = spare.name.id
        return spare.name.id
    }

    static var closed: LockerError {
        LockerError(.failedPrecondition, "the store is closed; start lockerd again")
    }
}

extension LivePack {
    /// Puts a record after the last one.
    fileprivate mutating func place(_ header: RecordHeader, _ key: RecordKey) -> RecordLocation {
        let location = RecordLocation(
            pack: name.id, offset: end, rawLength: header.rawLength, storedLength: header.storedLength,
            ordinal: entries.count)
        let entry = PackFooter.Entry(
            kind: key.kind, codec: header.codec, digest: key.digest, offset: end, rawLength: header.rawLength,
            storedLength: header.storedLength)
        entries.append(entry)
        tallies.add(entry)
        inFlight.append(end)
        end = location.end
        return location
    }
}
