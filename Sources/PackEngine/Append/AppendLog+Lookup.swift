import LockerBase

extension AppendLog {
    /// The record `key` when it is not in the index yet, and how often records have moved there.
    func find(_ key: RecordKey, covering ticket: inout Ticket) -> (location: RecordLocation?, generation: Int) {
        monitor.withLock { state in
            let location = state.overlay[key]
            if let location { state.cover(location, &ticket) }
            return (location, state.generation)
        }
    }

    /// The record `key` when it is not in the index yet, once its bytes are written.
    func findWritten(_ key: RecordKey) -> RecordLocation? {
        var isWaiting = false
        let found: RecordLocation?? = monitor.wait { state in
            if isWaiting { state.awaitingWrite -= 1 }
            isWaiting = false
            guard let location = state.overlay[key] else { return .some(nil) }
            guard state.packs[location.pack]?.isInFlight(location.offset) == true else { return location }
            isWaiting = true
            state.awaitingWrite += 1
            return nil
        }
        return found ?? nil
    }

    /// Lets nobody find a record at its place any more. Its bytes may have been stored at another one.
    func forget(_ record: Finding.Record) {
        monitor.withLock { $0.forget(record.key, in: record.location.pack, at: record.location.offset) }
    }
}
