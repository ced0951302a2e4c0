import LockerBase

/// Says where records are: first asks the packs that are written for those that are not in the index yet, then the
/// index.
public final class RecordLocator: Sendable {
    private let live: LivePacks
    private let index: IndexLookup
    private let rebuild: IndexRebuild
    private let quarantine: Quarantine
    private let counter: WorkCounter

    init(
        _ live: LivePacks, _ index: IndexLookup, _ rebuild: IndexRebuild, _ quarantine: Quarantine,
        _ counter: WorkCounter
    ) {
        self.live = live
        self.index = index
        self.rebuild = rebuild
        self.quarantine = quarantine
        self.counter = counter
    }

    /// Where a record is, or nil when the store does not have it. `ticket` is made to depend on it.
    public func locate(
        _ kind: RecordKind, _ digest: Digest, covering ticket: inout DurabilityTicket
    ) throws(LockerError) -> RecordLocation? {
        counter.lookups.add()
        return try look(RecordKey(kind: kind, digest: digest), covering: &ticket).location
    }

    /// Where a record is, durable or not, or nil when the store does not have it.
    public func locate(_ kind: RecordKind, _ digest: Digest) throws(LockerError) -> RecordLocation? {
        var ticket = DurabilityTicket()
        return try locate(kind, digest, covering: &ticket)
    }

    /// Where a record is, once its bytes are written.
    func locateWritten(_ key: RecordKey) throws(LockerError) -> RecordLocation? {
        counter.lookups.add()
        if let location = live.findWritten(key) { return location }
        return try locateIndexed(key)
    }

    /// Where a record is found, set aside or not, as far as the index knows at the moment.
    func locateAnywhere(_ key: RecordKey) throws(LockerError) -> RecordLocation? {
        if let location = live.find(key) { return location }
        return try index.locate(key.kind, key.digest)
    }

    /// Where a record is; the generation is that of the packs that are written, see ``AppendState``.
    func look(
        _ key: RecordKey, covering ticket: inout DurabilityTicket
    ) throws(LockerError) -> (location: RecordLocation?, generation: Int) {
        let found = live.find(key, covering: &ticket)
        if found.location != nil { return found }
        return (try locateIndexed(key), found.generation)
    }

    /// Where each of the records is; the generation is that before the first was looked for.
    func look(
        _ keys: [RecordKey], covering ticket: inout DurabilityTicket
    ) throws(LockerError) -> (locations: [RecordLocation?], generation: Int) {
        var (locations, generation) = live.find(keys, covering: &ticket)
        let epoch = index.epoch.load(ordering: .sequentiallyConsistent)
        let wasIncomplete = rebuild.isRunning
        if !wasIncomplete { try locateWhole(keys, &locations) }
        let isCertain =
            !wasIncomplete && !rebuild.isRunning && epoch == index.epoch.load(ordering: .sequentiallyConsistent)
        if isCertain { return (locations, generation) }
        for number in keys.indices where locations[number] == nil {
            locations[number] = try locateIndexed(keys[number])
        }
        return (locations, generation)
    }

    /// Adds where the index says those of the records are that are nowhere else, unless they are set aside there.
    private func locateWhole(_ keys: [RecordKey], _ locations: inout [RecordLocation?]) throws(LockerError) {
        let wanted = keys.indices.filter { locations[$0] == nil }
        if wanted.isEmpty { return }
        let found = try index.locate(wanted.map { keys[$0] })
        for (number, location) in zip(wanted, found) {
            if let location, !quarantine.holds(keys[number], at: location) { locations[number] = location }
        }
    }

    /// Where the index says a record is, waiting for an index that is incomplete and does not know it.
    private func locateIndexed(_ key: RecordKey) throws(LockerError) -> RecordLocation? {
        while true {
            let epoch = index.epoch.load(ordering: .sequentiallyConsistent)
            let wasIncomplete = rebuild.isRunning
            let location = try locateWhole(key)
            if let location, !wasIncomplete || !rebuild.isPending(PackName(key.kind.packClass, location.pack)) {
                return location
            }
            let isIncomplete = wasIncomplete || rebuild.isRunning
            if isIncomplete { try rebuild.wait() }
            // An index that was complete all the time has been asked.
            if !isIncomplete, epoch == index.epoch.load(ordering: .sequentiallyConsistent) { return location }
        }
    }

    /// Where the index says a record is, unless it is set aside there.
    private func locateWhole(_ key: RecordKey) throws(LockerError) -> RecordLocation? {
        let location = try index.locate(key.kind, key.digest)
        return location.flatMap { quarantine.holds(key, at: $0) ? nil : $0 }
    }
}
