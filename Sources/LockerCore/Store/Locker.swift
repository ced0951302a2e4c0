import LockerBase
import Logging
import Metadata
import PackEngine
import Synchronization

/// A store and everything that may be done with it: the one place where bytes and people meet.
///
/// Opens and closes the store, and puts together what serves it. Every call that is somebody's takes a ``Caller``,
/// which ``authority`` made, and touches only what belongs to the caller's account.
public final class Locker: Sendable {
    /// Where the store lies.
    public let directory: String
    /// What callers can cause to be logged goes through it.
    public let lines: LineLimiter

    /// Decides who a caller is.
    public let authority: Authority
    /// Makes, changes and removes accounts.
    public let accounts: Accounts
    /// Lists, changes and removes what people bring their files from.
    public let devices: Devices

    /// Opens, finds and ends sessions, and commits them.
    public let sessions: Sessions
    /// Takes in files from descriptors, and single chunks.
    public let ingest: Ingest
    /// Takes in files in pieces.
    public let uploads: Uploads
    /// Takes in files by their recipes.
    public let assembler: Assembler
    /// Stages entries whose content is known by name, and removals.
    public let stager: Stager

    /// Pages of entries, changes and revisions.
    public let listings: Listings
    /// Reads the content of entries.
    public let reader: EntryReader
    /// Reads content piece by piece that was opened, or is named.
    public let blobs: Blobs
    /// Removes and renames entries.
    public let editor: LibraryEditor
    /// Renames and deletes libraries.
    public let libraries: Libraries
    /// Takes paths out of all revisions.
    public let purges: Purges

    /// Lets people wait for what changes.
    public let watches: Watches

    /// Says which tracks the catalog has, and judges proofs.
    public let matcher: Matcher
    /// The operator's songs.
    public let catalog: Catalog
    /// Puts a song of the catalog into somebody's library.
    public let grants: Grants

    /// Forgets old revisions by rule.
    public let expiry: Expiry
    /// What people ask to keep of them.
    public let retentions: Retentions
    /// Says what is damaged, and whose files that are.
    public let damage: DamageSearch
    /// What runs for long, and what ended lately.
    public let jobs: JobTable
    /// Gives the room back that nobody needs.
    public let compaction: StoreCompaction
    /// Copies the store to another folder, and checks the copy.
    public let backup: StoreBackup
    /// Reads everything back and checks it.
    public let verification: StoreVerification
    /// Tells index and metadata again from the packs.
    public let rebuild: StoreRebuild
    /// What the store holds.
    public let census: StoreCensus
    /// What is watched, for Prometheus.
    public let exposition: StoreExposition

    let packs: PackStore
    let metadata: any MetadataBackEnd
    private let settings: Settings
    private let gate: ChangeGate
    private let uncommitted: UncommittedBudget
    private let lost: LostRecords
    private let feed: ChangeFeed
    private let scrubber: Mutex<Scrubber?>
    /// Ends calls that take long when the locker is about to close.
    private let stop: StopCheck
    private let logger: Logger

    /// Opens the store at `directory`, making it where there is none unless it must be there already.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` when another daemon owns it, it is of a newer format, or the
    ///   folder holds something else; ``LockerError/Code/notFound`` when there is none that must be there.
    public init(
        directory: String, mustExist: Bool = false, configuration: Configuration, logger: Logger
    ) throws(LockerError) {
        let parts = try StoreParts(directory, mustExist: mustExist, configuration, logger)
        (self.directory, lines, packs, metadata) = (parts.directory, parts.lines, parts.packs, parts.metadata)
        (settings, uncommitted, lost, stop) = (parts.settings, parts.uncommitted, parts.lost, parts.stop)
        gate = parts.gate
        (self.logger, feed) = (logger, parts.journal.feed)
        let register = AccountRegister(metadata: metadata, journal: parts.journal, gate: parts.gate)
        authority = Authority(metadata: metadata, register: register, settings: settings, logger: logger)
        accounts = Accounts(metadata: metadata, register: register)
        devices = Devices(metadata: metadata, known: parts.devices, gate: parts.gate)
        (sessions, ingest, uploads, assembler, stager) = parts.intake()
        (listings, reader, blobs, editor, libraries, purges) = parts.libraries()
        watches = Watches(metadata: parts.metadata, feed: parts.journal.feed)
        (matcher, catalog, grants) = parts.catalog()
        (jobs, expiry) = (parts.jobs, parts.expiry(by: configuration.clock))
        retentions = parts.retentions
        (compaction, backup, verification, rebuild) = parts.maintenance(expiry, openingBackups: Locker.withBackup)
        (damage, census, exposition) = parts.figures()
        let scrubber = configuration.scrubDays.map { [packs] in Scrubber(packs, days: $0, logger: logger) }
        self.scrubber = Mutex(scrubber)
        try scrubber?.start()
        try register.recordOlderAccounts(logger)
        if parts.isNew { logger.notice("made a new store", metadata: ["store": "\(self.directory)"]) }
        try lost.start()
    }

    /// Opens the backup at `path` as any store, without a word in the log, for as long as `body` runs.
    private static func withBackup(
        at path: String, _ body: (PackStore, any MetadataBackEnd) throws(LockerError) -> Void
    ) throws(LockerError) {
        var quiet = Logger(label: "backup")
        quiet.logLevel = .critical
        let backup = try Locker(directory: path, mustExist: true, configuration: Configuration(), logger: quiet)
        defer { backup.close() }
        try body(backup.packs, backup.metadata)
    }

    /// The store's random name, 16 bytes.
    public var storeID: [UInt8] { packs.storeID.bytes }

    /// Whether the index is being rebuilt from the packs; look-ups that miss wait for its end.
    public var isRebuilding: Bool { packs.isRebuilding }

    /// What it does at the moment of what it is asked for. Looks at memory alone, but for the room on the file system.
    public var readiness: Readiness {
        Readiness(
            isStopping: stop.isStopping, refusesChanges: gate.isRefusing, room: DiskRoom(of: directory),
            isRebuilding: isRebuilding)
    }

    /// What packs and metadata have done since the store was opened: the cost of a call is what it adds.
    public var work: WorkDone { WorkDone(packs, metadata) }

    /// Lets another configuration hold from here on, for accounts and sessions that are there as well.
    ///
    /// - Throws: when the scrub that it asks for cannot be started; the configuration before holds on then.
    public func change(to configuration: Configuration) throws(LockerError) {
        if configuration.scrubDays != settings.configuration.scrubDays {
            var next = configuration.scrubDays.map { Scrubber(packs, days: $0, logger: logger) }
            try next?.start()
            scrubber.withLock { swap(&$0, &next) }
            next?.stop()
        }
        settings.change(to: configuration)
        uncommitted.change(limit: configuration.uncommittedLimit)
        uncommitted.memory.change(limit: configuration.stagingMemory)
    }

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
        feed.close()
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
        blobs.closeAll(of: connection)
        matcher.closeAll(of: connection)
    }
}
