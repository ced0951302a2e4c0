import LockerBase
import POSIXSupport

/// Hands out room in the open packs to the threads that append, which write their records themselves, each at its own
/// offset.
final class Appender: Sendable {
    let live: LivePacks
    private let room: PackRoom
    private let preparation: PackPreparation
    private let options: StoreOptions
    let counter: WorkCounter

    /// More records than this wait for nothing but the index: whoever appends waits for it too.
    private static let maximumOverlay = 1 << 18

    init(
        _ live: LivePacks, _ room: PackRoom, _ preparation: PackPreparation, _ options: StoreOptions,
        _ counter: WorkCounter
    ) {
        self.live = live
        self.room = room
        self.preparation = preparation
        self.options = options
        self.counter = counter
    }

    enum Reserved {
        case room(PackReservation)
        /// Somebody else was quicker.
        case known(RecordLocation)
        /// Records have moved into the index since the look-up there: look again.
        case stale
    }

    /// What a reservation still lacks, or what became of it.
    private enum Progress {
        case done(Reserved)
        case open
        case grow(PackRoom.Growth)
    }

    /// Gives the first of `records` room in the open pack of its class, and its place in the overlay; and with it as
    /// many of those behind it, of the same class, as can have theirs at once.
    ///
    /// - Throws: `noSpace` when the disk is full, for this caller alone.
    func reserve(
        _ records: ArraySlice<UnwrittenRecord>, covering ticket: inout DurabilityTicket
    ) throws(LockerError) -> Reserved {
        guard let first = records.first else { preconditionFailure("room for no record at all") }
        let packClass = first.key.kind.packClass
        while true {
            let (step, needsRoom) = try live.monitor.wait { (state) throws(LockerError) -> (Progress, Bool)? in
                guard !state.isClosing else { throw LockerError.storeClosed }
                if let location = state.overlay[first.key] {
                    state.cover(location, &ticket)
                    return (.done(.known(location)), false)
                }
                guard state.generation == first.generation else { return (.done(.stale), false) }
                if state.overlay.count >= Appender.maximumOverlay {
                    if let failure = state.indexFailure { throw failure }
                    return nil
                }
                guard let step = nextStep(records, first.header.recordLength, packClass, &state) else { return nil }
                if case .done(.room(let room)) = step { ticket.cover(pack: room.pack, end: room.end) }
                return (step, preparation.isNeeded(packClass, state))
            }
            // Wakes the thread that makes room ahead.
            if needsRoom { live.monitor.notifyAll() }
            switch step {
            case .done(let reserved): return reserved
            case .open: try room.openPack(packClass)
            case .grow(let growth): try room.grow(growth)
            }
        }
    }

    /// The next step towards room for records of which the first has `length` bytes; nil when somebody else is at it.
    private func nextStep(
        _ records: ArraySlice<UnwrittenRecord>, _ length: Int, _ packClass: PackClass, _ state: inout AppendState
    ) -> Progress? {
        state.isBusy[packClass] = true
        guard let id = currentPack(packClass, length, &state), var pack = state.packs[id] else {
            if state.isOpening[packClass] { return nil }
            state.isOpening[packClass] = true
            return .open
        }
        let needed = pack.end(adding: length)
        if needed > pack.reservedEnd {
            if pack.isGrowing { return nil }
            state.packs[id]?.isGrowing = true
            let run = records.prefix(PackReservation.maximumRecords).reduce(0) { $0 + $1.header.recordLength }
            let wanted = pack.end + run + PackFooter.sealLength(count: pack.entries.count + records.count)
            return .grow(.init(pack, needed: needed, wanted: min(wanted, options.packSize(packClass))))
        }
        // Out of the dictionary while it changes: two owners would copy its list of records.
        state.packs[id] = nil
        defer { state.packs[id] = pack }
        var room = PackReservation(
            pack: id, file: pack.file, stamp: pack.stamp, offset: pack.end, ordinal: pack.entries.count, end: pack.end)
        for record in records.prefix(PackReservation.maximumRecords) {
            let length = record.header.recordLength
            // All of this holds for the first.
            let isPlaced =
                record.generation == state.generation && state.overlay[record.key] == nil
                && state.overlay.count < Appender.maximumOverlay && pack.end(adding: length) <= pack.reservedEnd
                && !pack.isFull(for: length, size: options.packSize(packClass))
            guard isPlaced else { break }
            state.overlay[record.key] = pack.place(record.header, record.key)
            room.count += 1
        }
        room.end = pack.end
        pack.inFlight.append(room.offset..<room.end)
        return .done(.room(room))
    }

    /// The pack of the class that has room for `length` bytes more; rolls over to the spare one when it is there.
    private func currentPack(_ packClass: PackClass, _ length: Int, _ state: inout AppendState) -> UInt32? {
        if let id = state.current[packClass], let pack = state.packs[id] {
            if !pack.isFull(for: length, size: options.packSize(packClass)) { return id }
            state.packs[id]?.phase = .full
            state.current[packClass] = nil
        }
        guard let spare = state.spare[packClass] else { return nil }
        state.spare[packClass] = nil
        state.packs[spare.name.id] = spare
        state.current[packClass] = spare.name.id
        return spare.name.id
    }
}
