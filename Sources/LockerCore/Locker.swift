import Glibc
import LockerBase
import Logging
import Metadata
import POSIXSupport
import PackEngine

/// A store and everything that may be done with it: the one place where bytes and people meet.
///
/// Every call takes a ``Caller``, which ``authority`` made, and touches only what belongs to the caller's account.
public final class Locker: Sendable {
    /// Decides who a caller is.
    public let authority: Authority
    /// Where the store lies.
    public let directory: String

    let packs: PackStore
    let metadata: any MetadataStore
    let sessions = SessionTable()
    let libraryLocks = LibraryLocks()
    /// Everything that changes metadata goes through it.
    let gate = ChangeGate()
    let journal: Journal
    let register: AccountRegister
    let ingestWorkers: Pool<IngestWorker>
    let readContexts: Pool<ReadContext>
    let recipes: RecipeCache
    let uploadBudget = UploadBudget()
    let uncommitted: UncommittedBudget
    let challenges = ChallengeTable()
    let proofLimits = ProofLimits()
    /// Lets one change of the catalog go on at a time.
    let catalogLock = Monitor(())
    let damage: DamagedBlobs
    private let scrubber: Scrubber?
    let retention: Retention?
    let history: JobHistory
    let jobs: JobTable
    let metrics = LockerMetrics()
    let logger: Logger

    /// Opens the store at `directory`, making it on first use.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` when another daemon owns it or it is of a newer format.
    public init(directory: String, configuration: Configuration, logger: Logger) throws(LockerError) {
        packs = try PackStore.open(directory: directory) { [metrics] event in
            metrics.count(event)
            Locker.log(event, to: logger)
        }
        metadata = try Locker.openMetadata(in: directory, beside: packs)
        journal = Journal(packs: packs, metadata: metadata)
        register = AccountRegister(metadata: metadata, journal: journal, gate: gate)
        authority = Authority(metadata: metadata, register: register, configuration: configuration)
        history = try JobHistory(metadata, logger: logger)
        jobs = JobTable(didEnd: history.ended)
        self.directory = directory
        self.logger = logger
        retention = configuration.retention
        uncommitted = UncommittedBudget(
            limit: configuration.uncommittedLimit, memory: StagingMemory(limit: configuration.stagingMemory))
        let (packs, metrics) = (packs, metrics)
        ingestWorkers = Pool { IngestWorker(packs: packs, metrics: metrics) }
        readContexts = Pool { ReadContext() }
        recipes = RecipeCache(packs: packs)
        damage = DamagedBlobs(packs: packs)
        scrubber = configuration.scrubDays.map { Scrubber(packs, days: $0, logger: logger) }
        try scrubber?.start()
        try recordOlderAccounts()
    }

    /// Tells the packs of the accounts of a database that is older than the records that do. A disk that is full keeps
    /// nobody from reading.
    private func recordOlderAccounts() throws(LockerError) {
        guard try metadata.nextRecordNumber == 1 else { return }
        do throws(LockerError) {
            try register.recordAccounts()
        } catch let error where error.code == .noSpace {
            logger.error("a rebuild would not know of accounts that never committed anything: \(error.logText)")
        }
    }

    /// The name of the database in the store.
    static let database = "metadata.sqlite"

    /// Opens the database, which may be missing only where nothing was committed yet.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` when it was lost: an empty one in its place would make
    ///   revisions that contradict those of which the packs tell.
    private static func openMetadata(
        in directory: String, beside packs: PackStore
    ) throws(LockerError) -> any MetadataStore {
        let path = "\(directory)/\(database)"
        if access(path, F_OK) != 0 {
            try packs.waitForIndex()
            let commits = packs.statistics().kinds[.commit].records
            guard commits == 0 else {
                throw LockerError(
                    .failedPrecondition,
                    "\(path) is missing, and the packs hold \(commits) commits; tell it again from them: "
                        + "lockerd --store \(directory) --rebuild")
            }
        }
        return try SQLiteMetadata(path: path)
    }

    /// The store's random name, 16 bytes.
    public var storeID: [UInt8] { packs.storeID.bytes }

    /// Whether the index is being rebuilt from the packs; look-ups that miss wait for its end.
    public var isRebuilding: Bool { packs.isRebuilding }

    /// Wakes the calls that wait for an index that is being rebuilt, so that they end.
    public func prepareToClose() {
        jobs.close()
        scrubber?.stop()
        packs.stopCompletingIndex()
    }

    /// Seals the packs and gives the store free. Nothing may be called after.
    public func close() {
        packs.close()
    }

    /// Forgets what a connection had open.
    public func connectionEnded(_ connection: UInt64) {
        sessions.closeAll(of: connection)
        challenges.closeAll(of: connection)
    }
}
