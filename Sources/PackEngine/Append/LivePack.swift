import LockerBase

/// A pack that this process writes or has just written: until every record of it is in the index.
struct LivePack {
    enum Phase: Equatable {
        /// Takes records.
        case open
        /// Takes no more; to be sealed once all of it is durable.
        case full
        /// Sealed, with the size it has for good.
        case sealed(size: Int)
        /// A write or a sync failed; to be cut back to what is durable.
        case failed
        /// Stays as it is until the next start recovers it.
        case unsealed
    }

    let name: PackName
    let file: any GrowingPack
    let stamp: RecordStamp
    var phase = Phase.open
    /// Where the next record goes.
    var end = PackFormat.headerLength
    /// How far disk space is reserved.
    var reservedEnd = PackFormat.headerLength
    /// Whether somebody is reserving more.
    var isGrowing = false
    /// Whether what was reserved ahead was given back, as nobody appended: it grows when somebody does.
    var isResting = false
    /// Whether reserving ahead of need was refused: the disk is nearly full, so only what is needed is asked for.
    var growthRefused = false
    /// Where threads are still writing records.
    var inFlight: [Range<Int>] = []
    /// The records, in the order of their offsets.
    var entries: [PackEntry] = []
    /// Everything before this offset is durable.
    var durableEnd = PackFormat.headerLength
    /// So many of the entries lie before ``durableEnd``.
    var durableCount = 0
    /// So many of the entries are in the index.
    var indexedCount = 0
    /// Of all entries.
    var tallies = KindTallies()
    /// Of those that are durable.
    var durableTallies = KindTallies()

    init(name: PackName, file: any GrowingPack, stamp: RecordStamp) {
        self.name = name
        self.file = file
        self.stamp = stamp
    }

    /// Everything before this offset is written.
    var writtenEnd: Int { inFlight.reduce(end) { min($0, $1.lowerBound) } }

    func isInFlight(_ offset: Int) -> Bool { inFlight.contains { $0.contains(offset) } }

    var isDirty: Bool { phase != .failed && writtenEnd > durableEnd }

    /// Nobody writes to the file, nor will.
    var isQuiet: Bool { phase != .open && inFlight.isEmpty && !isGrowing }

    var isSealable: Bool { phase == .full && isQuiet && durableEnd == end }

    /// How far the file would reach with a record of `length` bytes more, sealed.
    func end(adding length: Int) -> Int { end + length + PackFooter.sealLength(count: entries.count + 1) }

    /// Whether another pack takes a record of `length` bytes.
    func isFull(for length: Int, size: Int) -> Bool {
        if entries.isEmpty { return false }
        return end(adding: length) > size || entries.count >= PackFormat.maximumRecordsPerPack
    }

    /// Takes note that everything before `offset` is durable.
    mutating func becameDurable(upTo offset: Int) {
        Invariant.check(offset <= writtenEnd, name.fileName, "what is durable was written")
        durableEnd = max(durableEnd, offset)
        while durableCount < entries.count, entries[durableCount].end <= durableEnd {
            durableTallies.add(entries[durableCount])
            durableCount += 1
        }
        checkOrder()
    }

    /// Forgets what is not durable. Returns the records that are gone.
    mutating func cutToDurable() -> [PackEntry] {
        let lost = Array(entries[durableCount...])
        entries.removeSubrange(durableCount...)
        end = durableEnd
        tallies = durableTallies
        checkOrder()
        return lost
    }

    /// Checks how far what became of the records has come: written, durable, in the index, in this order.
    func checkOrder() {
        Invariant.check(
            durableEnd <= writtenEnd && writtenEnd <= end && end <= reservedEnd, name.fileName,
            "durableEnd <= writtenEnd <= end <= reservedEnd")
        Invariant.check(
            indexedCount <= durableCount && durableCount <= entries.count, name.fileName,
            "indexedCount <= durableCount <= entries.count")
    }

    /// Checks that the tallies are what counting the records tells, where that is wanted.
    func checkTallies() {
        guard Invariant.isThorough else { return }
        var counted = KindTallies()
        for entry in entries { counted.add(entry) }
        Invariant.check(counted == tallies, name.fileName, "the tallies are those of the records")
    }
}
