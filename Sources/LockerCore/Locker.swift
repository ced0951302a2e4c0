import LockerBase
import Logging
import Metadata
import PackEngine

/// A store and everything that may be done with it: the one place where bytes and people meet.
///
/// Every call takes a ``Caller``, which ``authority`` made, and touches only what belongs to the caller's account.
public final class Locker: Sendable {
    /// The version of the format that this program writes, and of the program itself.
    public static let version = "0.1.0"

    /// Decides who a caller is.
    public let authority: Authority
    /// Where the store lies.
    public let directory: String

    let packs: PackStore
    let metadata: any MetadataStore
    let sessions = SessionTable()
    let libraryLocks = LibraryLocks()
    let ingestWorkers: Pool<IngestWorker>
    let readContexts: Pool<ReadContext>
    let recipes: RecipeCache
    let uploadBudget = UploadBudget()
    let logger: Logger

    /// Opens the store at `directory`, making it on first use.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` when another daemon owns it or it is of a newer format.
    public init(directory: String, configuration: Configuration, logger: Logger) throws(LockerError) {
        packs = try PackStore.open(directory: directory) { event in Locker.log(event, to: logger) }
        metadata = try SQLiteMetadata(path: "\(directory)/metadata.sqlite")
        authority = Authority(metadata: metadata, configuration: configuration)
        self.directory = directory
        self.logger = logger
        let packs = packs
        ingestWorkers = Pool { IngestWorker(packs: packs) }
        readContexts = Pool { ReadContext() }
        recipes = RecipeCache(packs: packs)
    }

    /// The store's random name, 16 bytes.
    public var storeID: [UInt8] { packs.storeID.bytes }

    /// Whether the index is being rebuilt from the packs; look-ups that miss wait for its end.
    public var isRebuilding: Bool { packs.isRebuilding }

    /// Seals the packs and gives the store free. Nothing may be called after.
    public func close() {
        packs.close()
    }

    /// Forgets what a connection had open.
    public func connectionEnded(_ connection: UInt64) {
        sessions.closeAll(of: connection)
    }
}
