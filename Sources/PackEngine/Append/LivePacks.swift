import LockerBase
import POSIXSupport

/// The packs that this process writes, and the records that are not in the index yet: what the threads share that
/// append, sync, seal and index.
final class LivePacks: Sendable {
    let monitor: Monitor<AppendState>
    /// The packs of this process have this number or a higher one.
    let firstID: UInt32
    let report: @Sendable (StoreEvent) -> Void

    init(firstID: UInt32, _ options: StoreOptions, report: @escaping @Sendable (StoreEvent) -> Void) {
        monitor = Monitor(AppendState(nextPackID: firstID, firstReservation: options.firstReservation))
        self.firstID = firstID
        self.report = report
    }

    /// The record `key` when it is not in the index yet, and how often records have moved there.
    func find(
        _ key: RecordKey, covering ticket: inout DurabilityTicket
    ) -> (location: RecordLocation?, generation: Int) {
        let found = find([key], covering: &ticket)
        return (found.locations[0], found.generation)
    }

    /// Those of the records `keys` that are not in the index yet, and how often records have moved there.
    func find(
        _ keys: [RecordKey], covering ticket: inout DurabilityTicket
    ) -> (locations: [RecordLocation?], generation: Int) {
        monitor.withLock { state in
            let locations = keys.map { key in
                let location = state.overlay[key]
                if let location { state.cover(location, &ticket) }
                return location
            }
            return (locations, state.generation)
        }
    }

    /// The record `key` when it is not in the index yet.
    func find(_ key: RecordKey) -> RecordLocation? { monitor.withLock { $0.overlay[key] } }

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
    func forget(_ record: LocatedRecord) {
        monitor.withLock { $0.forget(record.key, in: record.location.pack, at: record.location.offset) }
    }

    /// The records of a pack that is still written, as far as they are durable, or is made ahead of need; nil of others.
    func durableEntries(of pack: UInt32) -> [PackEntry]? {
        monitor.withLock { state in
            if state.isAhead(pack) { return [] }
            return state.packs[pack].map { Array($0.entries[..<$0.durableCount]) }
        }
    }

    /// How far a pack that is still written is durable; nil when the pack is not live.
    func durableEnd(of pack: UInt32) -> Int? {
        monitor.withLock { state in state.packs[pack].map(\.durableEnd) }
    }

    /// The packs that are written, or made ahead of that.
    var ids: Set<UInt32> {
        monitor.withLock { state in
            Set(state.packs.keys).union(PackClass.allCases.compactMap { state.spare[$0]?.name.id })
        }
    }

    /// Whether a pack is written, or ahead of that.
    func has(_ id: UInt32) -> Bool { monitor.withLock { $0.packs[id] != nil || $0.isAhead(id) } }

    /// Whether a pack is being made, or was made ahead of need: it has no records.
    func isAhead(_ id: UInt32) -> Bool { monitor.withLock { $0.isAhead(id) } }

    /// The packs that are written, and have records.
    var names: Set<PackName> {
        monitor.withLock { state in Set(state.packs.values.filter { !$0.entries.isEmpty }.map(\.name)) }
    }

    /// The files of those that are written, and have records.
    var growing: [PackName: any GrowingPack] {
        monitor.withLock { state in
            let packs = state.packs.values.filter { !$0.entries.isEmpty }
            return Dictionary(packs.map { ($0.name, $0.file) }) { first, _ in first }
        }
    }

    /// Gives up a pack and tells those who wait for it.
    ///
    /// - Parameter unwritten: where records begin that could not be written, if that is why. In one step with the rest:
    ///   in between they would count as written.
    func abandon(_ id: UInt32, _ error: LockerError, unwritten: Int? = nil) {
        let abandoned = monitor.withLock { state in
            if let unwritten { state.packs[id]?.wrote(unwritten) }
            return state.fail(id, error).map { ($0, state.packs[id]?.durableEnd ?? 0) }
        }
        monitor.notifyAll()
        if let (name, durable) = abandoned { report(.packAbandoned(name, durable: durable, error)) }
    }
}
