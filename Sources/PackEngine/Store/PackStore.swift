import LockerBase
import POSIXSupport

/// A store of records: chunks, recipes and library commits, each named by the SHA-256 of its bytes and kept once.
///
/// Any thread may call anything at any time. Every call blocks until it is done.
public final class PackStore: Sendable {
    /// What tells this store from every other.
    public let storeID: StoreID
    let storage: any PackStorage
    let index: ChunkIndex
    let log: AppendLog
    let reader: PackReader
    let completion: IndexCompletion
    let misses = MissCheck()
    let uses = UseTable()
    let quarantine: Quarantine
    /// Packs that are off the disk, and still in the index, since the disk had no room for less.
    let removed = Monitor<[Discarded]>([])
    let counter = WorkCounter()
    private let lifetime: Monitor<Lifetime?>

    /// What ends with ``close()``.
    struct Lifetime {
        let lock: StoreLock
    }

    init(_ log: AppendLog, _ completion: IndexCompletion, lifetime: Lifetime) {
        storeID = log.storeID
        storage = log.storage
        index = log.index
        self.log = log
        quarantine = log.index.quarantine
        reader = PackReader(packs: OpenPackCache(storage: log.storage))
        self.completion = completion
        self.lifetime = Monitor(lifetime)
        // The index outlives nobody who makes it anew: without them, damage is an error.
        let repair = ChunkIndex.Repair(
            begin: { [weak completion] in completion?.makeAnew($0) },
            wait: { [weak completion] () throws(LockerError) in try completion?.wait() })
        index.repair.withLock { $0 = repair }
    }

    /// Whether the index is being completed from the packs after a start. Records that it has are served; whoever asks
    /// for one that it lacks waits.
    public var isRebuilding: Bool { completion.isRunning }

    /// Blocks until ``isRebuilding`` is false.
    ///
    /// - Throws: what keeps the index from being completed: a full disk, ``close()``.
    public func waitForIndex() throws(LockerError) {
        try completion.wait()
    }

    /// Ends the completion of the index, if it runs; the next start takes it up. Whoever waits for it gets an error.
    public func stopCompletingIndex() {
        completion.stop()
    }

    /// What is in the store; while ``isRebuilding``, what is known so far.
    public func statistics() -> Statistics {
        var result = log.statistics()
        result.quarantined = quarantine.unhealedCount
        return result
    }

    /// What it has done since it was opened.
    public var work: StoreWork { counter.work }

    /// Whether the index could be brought up to date with the packs when that was last tried.
    public var isIndexWritable: Bool { log.monitor.withLock { $0.indexFailure == nil } }

    /// How often the index was asked for a record since the store was opened, by whoever did.
    public var indexLookUps: Int { index.lookUps.load(ordering: .relaxed) }

    /// How many records were put into the index since then.
    public var indexInsertions: Int { index.insertions.load(ordering: .relaxed) }

    /// Blocks until everything that `ticket` depends on is durable.
    ///
    /// - Throws: why some of it never will be: it must be appended again, with a new ticket.
    public func commit(_ ticket: Ticket) throws(LockerError) {
        try log.commit(ticket)
    }

    /// Makes everything durable, seals the open packs, completes the index and gives the store free for others. A
    /// second call does nothing. What else is called afterwards throws `failedPrecondition`.
    public func close() {
        let ending = lifetime.withLock { lifetime in
            defer { lifetime = nil }
            return lifetime
        }
        guard let ending else { return }
        completion.stop()
        log.close()
        completion.join()
        index.close()
        // From here on another process may open the store, and not before.
        withExtendedLifetime(ending.lock) {}
    }

    /// A store that nobody can reach any more is closed: its threads would go on without the lock.
    deinit {
        close()
    }
}
