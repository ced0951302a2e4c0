import LockerTestSupport
import PackEngine

/// A store that does at random what stores do, on a disk that fails at random: all of it follows from a seed.
struct History {
    /// What a disk may do, of which a history has one.
    private enum Nature: CaseIterable {
        /// It does what it is told, but for crashes.
        case sound
        /// Calls fail.
        case failing
        /// Calls fail, and reads err once in a while.
        case noisy
        /// It destroys what it was given.
        case destructive

        func allows(_ fault: DiskFault) -> Bool {
            switch self {
            case .sound: fault.isEnd
            case .failing: fault != .flip && !fault.isDestructive
            case .noisy: !fault.isDestructive
            case .destructive: true
            }
        }
    }

    private let run: StoreRun
    private let seed: UInt64
    private let nature: Nature
    private var random: SplitMix64
    /// Batches that were made: they come again.
    private var batches = 0
    private var earlierIndex: IndexFiles?

    init(seed: UInt64, in directory: String, _ parts: StoreRun.Parts = StoreRun.Parts()) {
        var parts = parts
        if seed % 3 == 0 { parts.firstVersion = .one }
        run = StoreRun(in: directory, parts)
        self.seed = seed
        random = SplitMix64(seed: seed)
        nature = Nature.allCases[Int(seed % UInt64(Nature.allCases.count))]
    }

    /// What went wrong in the history of `seed` that must never go wrong.
    static func violations(_ seed: UInt64, _ parts: StoreRun.Parts = StoreRun.Parts()) throws -> [String] {
        try withTemporaryDirectory(inMemory: true) { directory in
            var history = History(seed: seed, in: directory, parts)
            return history()
        }
    }

    /// The faults that the disks of the history of `seed` met: they are what everything else depends on.
    static func faults(_ seed: UInt64) throws -> [String] {
        try withTemporaryDirectory(inMemory: true) { directory in
            var history = History(seed: seed, in: directory)
            _ = history()
            return history.run.disk.disk.withLock { $0.met.map { "\($0.call) meets \($0.fault)" }.sorted() }
        }
    }

    mutating func callAsFunction() -> [String] {
        run.open()
        for _ in 0..<Int.random(in: 5...12, using: &random) {
            step()
            if run.isEnded { revive() }
        }
        run.finish(seed: random.next(), index: fate(), older: earlierIndex)
        return run.violations
    }

    private mutating func step() {
        switch random.next() % 20 {
        case 0..<6: sync()
        case 6: leaveUnfinished()
        case 7..<9: remove()
        case 9..<11: compact()
        case 11: run.verify()
        case 12: run.check("meanwhile")
        case 13: run.completeIndex()
        case 14: run.index()
        case 15: run.restart()
        case 16: run.kill()
        case 17: crash()
        case 18: run.restart(index: fate(), older: earlierIndex)
        default: arm()
        }
        // A start may have failed: the next one need not.
        if run.store == nil { run.open() }
    }

    /// Some records, most of them new ones.
    private mutating func batch() -> [TestRecord] {
        let isNew = batches == 0 || random.next() % 4 > 0
        if isNew { batches += 1 }
        let number = isNew ? batches : Int.random(in: 1...batches, using: &random)
        let count = Int.random(in: 1...5, using: &random)
        return Array(TestRecord.some(5, seed: seed << 16 | UInt64(number), upTo: 1200).prefix(count))
    }

    private mutating func sync() {
        let recipes = TestRecord.some(1, seed: seed << 16 | UInt64(batches) | 1 << 15, upTo: 400)
        run.sync(batch(), recipes)
    }

    private mutating func leaveUnfinished() {
        var ticket = DurabilityTicket()
        run.append(batch(), as: .chunk, &ticket)
    }

    private mutating func remove() {
        let live = run.live.sorted()
        run.remove(live.filter { _ in random.next() % 3 > 0 })
    }

    private mutating func compact() {
        let records = random.next() % 2 == 0 ? batch() : []
        run.compact { [run] in if !records.isEmpty { run.sync(records) } }
    }

    private mutating func crash() {
        run.crash(seed: random.next(), index: fate(), older: earlierIndex)
        earlierIndex = run.indexFiles()
    }

    private mutating func fate() -> IndexFate {
        IndexFate.allCases[Int(random.next() % UInt64(IndexFate.allCases.count))]
    }

    /// Goes on after a fault that ended the run.
    private mutating func revive() {
        let isKilled = run.wasKilled
        run.repair()
        if isKilled { run.kill() } else { crash() }
    }

    /// From here on calls fail at random, or no more.
    private mutating func arm() {
        if random.next() % 3 == 0 { return run.repair() }
        let (seed, rate) = (random.next(), [8, 30, 100][Int(random.next() % 3)] as UInt64)
        let nature = nature
        run.arm { call in
            let hash = call.hash(seed)
            guard hash % rate == 0 else { return nil }
            let faults = DiskFault.all(for: call.operation)
            let fault = faults[Int((hash >> 32) % UInt64(faults.count))]
            return nature.allows(fault) ? fault : nil
        }
    }
}
