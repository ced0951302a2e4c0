import LockerBase

/// What the threads that append, sync, seal and index share, under one lock.
struct AppendState {
    /// The records that are not in the index yet.
    var overlay: [RecordKey: RecordLocation] = [:]
    /// The packs that are not wholly in the index yet.
    var packs: [UInt32: LivePack] = [:]
    /// The pack of each class that takes records.
    var current = PerClass<UInt32?>(nil)
    /// A pack of each class that was made ahead of need.
    var spare = PerClass<LivePack?>(nil)
    /// Whether somebody is making a pack of the class.
    var isOpening = PerClass(false)
    /// The number of the one that is being made.
    var opening = PerClass<UInt32?>(nil)
    /// How much is reserved next: more each time, until the class rests.
    var reservation: PerClass<Int>
    /// Whether anybody asked for room in packs of the class since it was set back.
    var isBusy = PerClass(false)
    /// Whether making one ahead of need was refused.
    var spareRefused = PerClass(false)
    /// What failed in the packs that did, and how far they are durable all the same.
    var failures: [UInt32: (durableEnd: Int, error: LockerError)] = [:]
    var nextPackID: UInt32
    /// Counts the times that records moved from the overlay to the index: a look-up that missed in both is void
    /// when they moved in between.
    var generation = 0
    /// Threads in ``PackSyncer/commit(_:)``.
    var committing = 0
    /// Threads that wait for durable records to be in the index.
    var awaitingIndex = 0
    /// Threads that wait for a record to be written before they read it.
    var awaitingWrite = 0
    /// Whether the sync thread sleeps until somebody wakes it.
    var syncSleeps = false
    /// Why the index could not be written when that was last tried.
    var indexFailure: LockerError?
    var isClosing = false
    /// The packs that are wholly in the index.
    var indexed = PackStatistics()

    init(nextPackID: UInt32, firstReservation: Int) {
        self.nextPackID = nextPackID
        reservation = PerClass(firstReservation)
    }

    /// Takes note that nobody makes a pack of the class any more.
    mutating func endOpening(_ packClass: PackClass) {
        isOpening[packClass] = false
        opening[packClass] = nil
    }

    /// Whether a pack is being made, or was made ahead of need: it has no records.
    func isAhead(_ id: UInt32) -> Bool {
        PackClass.allCases.contains { spare[$0]?.name.id == id || opening[$0] == id }
    }

    var hasDirtyPacks: Bool { packs.values.contains { $0.isDirty } }

    /// The bytes that are written and not durable.
    var dirtyBytes: Int { packs.values.reduce(0) { $0 + ($1.isDirty ? $1.writtenEnd - $1.durableEnd : 0) } }

    /// Makes `ticket` depend on the record at `location`, unless that is durable.
    func cover(_ location: RecordLocation, _ ticket: inout DurabilityTicket) {
        guard let pack = packs[location.pack], location.end > pack.durableEnd else { return }
        ticket.cover(pack: location.pack, end: location.end)
    }

    /// Whether everything that `ticket` depends on is durable.
    ///
    /// - Throws: what made that impossible.
    func isDurable(_ ticket: DurabilityTicket) throws(LockerError) -> Bool {
        for need in ticket.needs {
            if let failure = failures[need.pack] {
                if need.end > failure.durableEnd { throw failure.error }
            } else if let pack = packs[need.pack], need.end > pack.durableEnd {
                return false
            }
        }
        return true
    }

    /// Takes a record out of the overlay, unless its bytes were stored anew at another place since.
    mutating func forget(_ key: RecordKey, in pack: UInt32, at offset: Int) {
        if let location = overlay[key], location.pack == pack, location.offset == offset { overlay[key] = nil }
    }

    /// Gives up `id` after a write or a sync of it failed: what is not durable of it never was.
    mutating func fail(_ id: UInt32, _ error: LockerError) -> PackName? {
        guard var pack = packs[id], pack.phase == .open || pack.phase == .full else { return nil }
        pack.phase = .failed
        for entry in pack.cutToDurable() {
            forget(entry.key, in: id, at: entry.offset)
        }
        failures[id] = (pack.durableEnd, error)
        if current[pack.name.packClass] == id { current[pack.name.packClass] = nil }
        packs[id] = pack
        return pack.name
    }
}
