import LockerBase

extension Appender {
    /// Writes records into the room that they have.
    ///
    /// - Throws: also what made their pack fail in the meantime.
    func write(
        _ records: ArraySlice<UnwrittenRecord>, _ room: PackReservation, using run: RunWriter
    ) throws(LockerError) {
        do throws(StorageError) {
            try run.write(records, to: room)
        } catch {
            let failure = LockerError(error, remedy: "send the file again")
            failed(room, failure)
            throw failure
        }
        counter.bytesWritten.add(records.reduce(0) { $0 + $1.header.recordLength })
        try finish(room)
    }

    /// Takes note that the bytes of records are written.
    ///
    /// - Throws: what made its pack fail in the meantime.
    private func finish(_ reservation: PackReservation) throws(LockerError) {
        let mustWake = try live.monitor.withLock { (state) throws(LockerError) -> Bool in
            state.packs[reservation.pack]?.wrote(reservation.offset)
            if let failure = state.failures[reservation.pack], reservation.end > failure.durableEnd {
                throw failure.error
            }
            return state.committing + state.awaitingWrite > 0 || state.syncSleeps || state.isClosing
        }
        if mustWake { live.monitor.notifyAll() }
    }

    /// Takes note that records could not be written, and gives their pack up: what the failed call left in the file is
    /// anybody's guess.
    private func failed(_ reservation: PackReservation, _ error: LockerError) {
        live.abandon(reservation.pack, error, unwritten: reservation.offset)
    }
}
