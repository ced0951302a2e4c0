import Glibc
import LockerBase
import Logging
import Metadata
import POSIXSupport
import PackEngine
import Synchronization

/// A store and everything that may be done with it: the one place where bytes and people meet.
///
/// Every call takes a ``Caller``, which ``authority`` made, and touches only what belongs to the caller's account.
public final class Locker: Sendable {
    /// Decides who a caller is.
    public let authority: Authority
    /// Where the store lies.
    public let directory: String

    let packs: PackStore
    let metadata: any MetadataBackEnd
    let sessions = SessionTable()
    let libraryLocks = LibraryLocks()
    /// Everything that changes metadata goes through it.
    let gate = ChangeGate()
    let longPages = AccountPlaces.longPages()
    /// Ends calls that take long when the locker is about to close.
    let stop = StopCheck()
    let journal: Journal
    let register: AccountRegister
    let ingestWorkers: Pool<IngestWorker>
    let readContexts: Pool<ReadContext>
    let recipes: RecipeCache
    let uploadPlaces = AccountPlaces.uploads()
    let uncommitted: UncommittedBudget
    /// Lets one change of the catalog go on at a time.
    let catalogLock = Monitor(())
    let damage: DamagedBlobs
    let lost: LostRecords
    let scrubber: Mutex<Scrubber?>
    let settings: Settings
    let expiryClock: ExpiryClock
    let history: JobHistory
    let jobs: JobTable
    let metrics = LockerMetrics()
    let logger: Logger
    /// What callers can cause to be logged goes through it.
    public let lines: LineLimiter

    /// Opens the store at `directory`, making it where there is none unless it must be there already.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` when another daemon owns it, it is of a newer format, or the
    ///   folder holds something else; ``LockerError/Code/notFound`` when there is none that must be there.
    public init(
        directory: String, mustExist: Bool = false, configuration: Configuration, logger: Logger
    ) throws(LockerError) {
        let directory = StoreFolder.normalized(directory)
        let isNew = try StoreFolder.check(directory, mustExist: mustExist) != .store
        let lines = LineLimiter(logger)
        packs = try PackStore.open(directory: directory) { [metrics] event in
            metrics.count(event)
            Locker.log(event, to: lines)
        }
        metadata = try Locker.openMetadata(in: directory, beside: packs, readers: configuration.databaseReaders)
        journal = Journal(packs: packs, metadata: metadata)
        register = AccountRegister(metadata: metadata, journal: journal, gate: gate)
        settings = Settings(configuration)
        authority = Authority(metadata: metadata, register: register, settings: settings, logger: logger)
        let history = try JobHistory(metadata, logger: logger)
        jobs = JobTable { (job, outcome) in
            history.ended(job, outcome)
            Locker.log(job, outcome, after: job.start.duration(to: .now), to: logger)
        }
        self.history = history
        self.directory = directory
        self.logger = logger
        self.lines = lines
        expiryClock = ExpiryClock(metadata, directory: directory, clock: configuration.clock, logger: logger)
        uncommitted = UncommittedBudget(
            limit: configuration.uncommittedLimit, memory: StagingMemory(limit: configuration.stagingMemory))
        let (packs, metrics) = (packs, metrics)
        ingestWorkers = Pool { IngestWorker(packs: packs, metrics: metrics) }
        readContexts = Pool { ReadContext() }
        recipes = RecipeCache(packs: packs)
        damage = DamagedBlobs(packs: packs)
        lost = LostRecords(packs, metadata, logger: logger)
        let scrubber = configuration.scrubDays.map { Scrubber(packs, days: $0, logger: logger) }
        self.scrubber = Mutex(scrubber)
        try scrubber?.start()
        try recordOlderAccounts()
        if isNew { logger.notice("made a new store", metadata: ["store": "\(directory)"]) }
        try lost.start()
    }

    /// Tells the packs of the accounts of a database that is older than the records that do. A disk that is full keeps
    /// nobody from reading.
    private func recordOlderAccounts() throws(LockerError) {
        guard try metadata.sequence.upcoming == 1 else { return }
        do throws(LockerError) {
            try register.recordAccounts()
        } catch let error where error.code == .noSpace {
            logger.error("a rebuild would not know of accounts that never committed anything: \(error.logText)")
        }
    }

    /// Opens the database, which may be missing only where nothing was committed yet.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` when it was lost: an empty one in its place would make
    ///   revisions that contradict those of which the packs tell.
    private static func openMetadata(
        in directory: String, beside packs: PackStore, readers: Int
    ) throws(LockerError) -> any MetadataBackEnd {
        let factory = MetadataStores.embedded(in: directory)
        if !factory.exists {
            try packs.waitForIndex()
            let commits = packs.statistics().kinds[.commit].records
            guard commits == 0 else {
                throw LockerError(
                    .failedPrecondition,
                    "\(factory.name) is missing, and the packs hold \(commits) commits; tell it again from them: "
                        + "lockerd --store \(directory) --rebuild")
            }
        }
        return try factory.open(readers: readers)
    }

    /// The store's random name, 16 bytes.
    public var storeID: [UInt8] { packs.storeID.bytes }

    /// Whether the index is being rebuilt from the packs; look-ups that miss wait for its end.
    public var isRebuilding: Bool { packs.isRebuilding }

    /// Wakes the calls that wait for an index that is being rebuilt, and ends those that change much at once.
    public func prepareToClose() {
        stop.stop()
        jobs.close()
        scrubber.withLock { $0.take() }?.stop()
        packs.stopCompletingIndex()
        lost.stop()
    }

    /// Seals the packs and gives the store free. Nothing may be called after.
    public func close() {
        packs.stopCompletingIndex()
        lost.stop()
        // The lock goes with the packs: whoever opens the store next must find nothing of it open.
        metadata.close()
        packs.close()
        lines.flush(all: true)
    }

    /// Forgets what a connection had open.
    public func connectionEnded(_ connection: UInt64) {
        sessions.closeAll(of: connection)
        metadata.challenges.closeAll(of: connection)
    }
}
