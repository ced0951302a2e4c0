import LockerBase
import POSIXSupport

extension AppendLog {
    /// Takes note that the bytes of records are written.
    ///
    /// - Throws: what made its pack fail in the meantime.
    func finish(_ reservation: Reservation) throws(LockerError) {
        let mustWake = try monitor.withLock { (state) throws(LockerError) -> Bool in
            state.packs[reservation.pack]?.wrote(reservation.offset)
            if let failure = state.failures[reservation.pack], reservation.end > failure.durableEnd {
                throw failure.error
            }
            return state.committing + state.awaitingWrite > 0 || state.syncSleeps || state.isClosing
        }
        if mustWake { monitor.notifyAll() }
    }

    /// Takes note that records could not be written, and gives their pack up: what the failed call left in the file is
    /// anybody's guess.
    func failed(_ reservation: Reservation, _ error: LockerError) {
        monitor.withLock { $0.packs[reservation.pack]?.wrote(reservation.offset) }
        abandon(reservation.pack, error)
    }

    /// Blocks until everything that `ticket` depends on is durable. Many callers are served by one fdatasync.
    func commit(_ ticket: Ticket) throws(LockerError) {
        let isDurable = try monitor.withLock { (state) throws(LockerError) -> Bool in
            if try state.isDurable(ticket) { return true }
            state.committing += 1
            return false
        }
        if isDurable { return }
        monitor.notifyAll()
        defer { monitor.withLock { $0.committing -= 1 } }
        try monitor.wait { (state) throws(LockerError) -> Void? in try state.isDurable(ticket) ? () : nil }
    }

    /// Blocks until everything that `ticket` depends on, which is durable, is in the index.
    ///
    /// - Throws: why the index cannot be written.
    func waitUntilIndexed(_ ticket: Ticket) throws(LockerError) {
        monitor.withLock { state in
            state.awaitingIndex += 1
            // There may be room by now: an attempt of its own decides, not what the last one met.
            state.indexFailure = nil
        }
        monitor.notifyAll()
        defer { monitor.withLock { $0.awaitingIndex -= 1 } }
        try monitor.wait { (state) throws(LockerError) -> Void? in
            if ticket.needs.allSatisfy({ state.isIndexed($0) }) { return () }
            if let failure = state.indexFailure { throw failure }
            return nil
        }
    }

    /// The thread that syncs: at once when somebody waits, every ``PackStore/Options/syncInterval`` when nobody does,
    /// so that the disk is kept busy and the last wait is short.
    func runSync() {
        while let dirty = nextDirty() {
            for (pack, end) in dirty {
                do throws(SystemError) {
                    try pack.file.synchronize()
                    synced(pack.name.id, upTo: end)
                } catch {
                    abandon(
                        pack.name.id,
                        LockerError(error, remedy: "what was sent last may be lost; check the disk and send it again"))
                }
            }
            monitor.notifyAll()
        }
    }

    private func synced(_ id: UInt32, upTo end: Int) {
        monitor.withLock { state in
            guard state.packs[id]?.phase != .failed else { return }
            state.packs[id]?.becameDurable(upTo: end)
        }
    }

    /// Waits for packs with something to sync, with the offset up to which each is written; nil when there will be no
    /// more.
    private func nextDirty() -> [(pack: LivePack, end: Int)]? {
        monitor.wait { (state: inout AppendState) -> Void? in
            state.syncSleeps = !state.hasDirtyPacks && !state.isClosing
            return state.syncSleeps ? nil : ()
        }
        _ = monitor.wait(seconds: options.syncInterval) { (state: inout AppendState) -> Void? in
            state.isClosing || (state.committing > 0 && state.hasDirtyPacks) ? () : nil
        }
        return monitor.wait { (state: inout AppendState) -> [(pack: LivePack, end: Int)]?? in
            let dirty = state.packs.values.filter(\.isDirty).sorted { $0.name < $1.name }
                .map { (pack: $0, end: $0.writtenEnd) }
            guard dirty.isEmpty else { return dirty }
            let isOver = state.isClosing && state.packs.values.allSatisfy(\.inFlight.isEmpty)
            if isOver { return .some(nil) }
            // In a close, somebody is still writing; otherwise the pack that was dirty has failed.
            return state.isClosing ? nil : .some([])
        }
    }
}

extension AppendState {
    fileprivate func isIndexed(_ need: Ticket.Need) -> Bool {
        guard let pack = packs[need.pack] else { return true }
        return pack.indexedCount > 0 && pack.entries[pack.indexedCount - 1].end >= need.end
    }
}

extension LivePack {
    fileprivate mutating func wrote(_ offset: Int) {
        inFlight.removeAll { $0.lowerBound == offset }
    }
}
