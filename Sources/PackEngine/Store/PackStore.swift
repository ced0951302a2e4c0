import LockerBase
import POSIXSupport

/// A store of records: chunks, recipes and library commits, each named by the SHA-256 of its bytes and kept once.
///
/// Any thread may call anything at any time. Every call blocks until it is done.
public final class PackStore: Sendable {
    /// What tells this store from every other.
    public let storeID: StoreID
    /// The version of the packs that it makes: a record of a form that older ones have not goes into no other.
    public let writtenVersion: PackVersion
    /// Says where records are.
    public let locator: RecordLocator
    /// Gives records back.
    public let reader: RecordReader
    /// Stores records.
    public let writer: RecordWriter
    /// Keeps records that no metadata names yet.
    public let keeper: ContentKeeper
    /// Gives room back.
    public let compaction: Compaction
    /// Reads packs back and checks them.
    public let verification: Verification
    /// Knows what is damaged or lost.
    public let health: StoreHealth
    /// Copies the store.
    public let backup: Backup
    let listing: PackListing
    let index: ChunkIndex
    let log: AppendLog
    let rebuild: IndexRebuild
    let reconciliation: IndexReconciliation
    private let counter: WorkCounter
    private let quarantine: Quarantine
    /// What ends with ``close()``.
    private let lock: Monitor<StoreLock?>

    /// - Parameter lock: held until the store is closed.
    init(_ start: StoreStart, _ log: AppendLog, _ rebuild: IndexRebuild, _ lock: StoreLock) {
        let (storeID, storage, options, index) = (start.format.storeID, start.storage, start.options, start.index)
        let (quarantine, counter, packs) = (index.quarantine, start.counter, start.openPacks)
        let uses: any ContentUses = UseEpochs()
        let listing = PackListing(packs, storage, storeID, log.live, index.lookup)
        let locator = RecordLocator(log.live, index.lookup, rebuild, quarantine, counter)
        let register = DamageRegister(quarantine, log.live, index, uses)
        let checked = CheckedReader(PackReader(packs: packs), register, counter)
        let misses = MissCheck(index, rebuild, log.live, listing, register, uses)
        let copier = RecordCopier(log, uses)
        reader = RecordReader(listing, rebuild, checked, locator, index.lookup, quarantine, misses)
        writer = RecordWriter(log, locator, uses, counter)
        keeper = ContentKeeper(uses, locator, packs)
        compaction = Compaction(
            CompactionParts(
                storage: storage, options: options, rebuild: rebuild, index: index, log: log, uses: uses,
                quarantine: quarantine, listing: listing, locator: locator, reader: checked, copier: copier))
        verification = Verification(
            VerificationParts(
                storage: storage, storeID: storeID, rebuild: rebuild, index: index, live: log.live,
                syncer: log.syncer, indexer: log.indexer, quarantine: quarantine, register: register, listing: listing,
                reader: checked, copier: copier, uses: uses))
        health = StoreHealth(quarantine, listing, index, log, uses, locator)
        backup = Backup(start.format, storage, rebuild, index.lookup, log.live, listing, quarantine)
        reconciliation = IndexReconciliation(
            listing: listing, register: register, index: index, live: log.live, rebuild: rebuild)
        self.storeID = storeID
        writtenVersion = options.packVersion
        self.locator = locator
        self.listing = listing
        self.index = index
        self.log = log
        self.rebuild = rebuild
        self.counter = counter
        self.quarantine = quarantine
        self.lock = Monitor(lock)
        // The index outlives nobody who makes it anew: without them, damage is an error.
        let repair = IndexDamageHandler(
            begin: { [weak rebuild] in rebuild?.makeAnew($0) },
            wait: { [weak rebuild] () throws(LockerError) in try rebuild?.wait() })
        index.lookup.repair.withLock { $0 = repair }
    }

    /// What is in the store; while ``isRebuilding``, what is known so far.
    public func statistics() -> PackStatistics {
        var result = log.live.statistics()
        result.quarantined = quarantine.unhealedCount
        return result
    }

    /// What it has done since it was opened.
    public var work: StoreWork { counter.work }

    /// Makes everything durable, seals the open packs, completes the index and gives the store free for others. A
    /// second call does nothing. What else is called afterwards throws `failedPrecondition`.
    public func close() {
        let ending = lock.withLock { lock in
            defer { lock = nil }
            return lock
        }
        guard let ending else { return }
        rebuild.stop()
        log.close()
        rebuild.join()
        index.close()
        // From here on another process may open the store, and not before.
        withExtendedLifetime(ending) {}
    }

    /// Blocks until the threads behind the store have done what they do of their own accord, and with `indexing` until
    /// all that is durable is in the index. Between two calls that are followed by this one nothing happens: whoever
    /// counts the operations of a disk finds them in the same order each time.
    package func waitUntilIdle(indexing: Bool = false) {
        log.waitUntilIdle(indexing: indexing)
    }

    /// A store that nobody can reach any more is closed: its threads would go on without the lock.
    deinit {
        close()
    }
}
