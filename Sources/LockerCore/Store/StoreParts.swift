import LockerBase
import Logging
import Metadata
import PackEngine

/// What the services of one store share, made in the order in which one needs the other.
struct StoreParts {
    let directory: String
    /// Whether it was made just now.
    let isNew: Bool
    let logger: Logger
    let lines: LineLimiter
    let metrics = LockerMetrics()
    let packs: PackStore
    let metadata: any MetadataBackEnd
    let journal: Journal
    let devices: DeviceRegister
    let settings: Settings

    let gate = ChangeGate()
    let locks = LibraryLocks()
    let stop = StopCheck()
    let table = SessionTable()
    let uncommitted: UncommittedBudget
    let openBlobs: OpenBlobs
    let uploads: UploadTable

    let workers: Pool<IngestWorker>
    let contexts = Pool { ReadContext() }
    let recipes: RecipeCache
    let lost: LostRecords
    let history: JobHistory
    let jobs: JobTable

    /// Opens the store at `directory`; see ``Locker/init(directory:mustExist:configuration:logger:)``.
    init(
        _ directory: String, mustExist: Bool, _ configuration: Configuration, _ logger: Logger
    ) throws(LockerError) {
        let directory = StoreFolder.normalized(directory)
        isNew = try StoreFolder.check(directory, mustExist: mustExist) != .store
        let lines = LineLimiter(logger)
        var options = StoreOptions()
        options.packVersion = configuration.packVersion
        let packs = try PackStore.open(directory: directory, options: options) { [metrics] event in
            metrics.count(event)
            PackEventLog(lines: lines).write(event)
        }
        metadata = try StoreDatabase.open(in: directory, beside: packs, readers: configuration.databaseReaders)
        (self.directory, self.logger, self.lines, self.packs) = (directory, logger, lines, packs)
        journal = Journal(packs: packs, metadata: metadata)
        devices = DeviceRegister(metadata: metadata, journal: journal)
        settings = Settings(configuration)
        let history = try JobHistory(metadata, logger: logger)
        jobs = JobTable { (job, outcome) in
            history.ended(job, outcome)
            JobLog(logger: logger).ended(job, outcome, after: job.start.duration(to: .now))
        }
        self.history = history
        uncommitted = UncommittedBudget(
            limit: configuration.uncommittedLimit, memory: StagingMemory(limit: configuration.stagingMemory))
        workers = Pool { [metrics] in IngestWorker(packs: packs, metrics: metrics) }
        recipes = RecipeCache(packs: packs)
        openBlobs = OpenBlobs(now: configuration.instant)
        uploads = UploadTable(now: configuration.instant)
        lost = LostRecords(packs, metadata, logger: logger)
    }
}
