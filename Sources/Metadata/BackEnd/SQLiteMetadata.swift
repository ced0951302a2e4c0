import GRDB
import LockerBase

/// The metadata in one SQLite database.
///
/// The file is this process's alone as long as it is open.
package final class SQLiteMetadata: MetadataBackEnd {
    package let accounts: any AccountStore
    package let devices: any DeviceStore
    package let libraries: any LibraryStore
    package let revisions: any RevisionStore
    package let commits: any CommitStore
    package let purges: any PurgeStore
    package let entries: any EntryStore
    package let blobs: any BlobReferences
    package let catalog: any CatalogStore
    package let claims: any ClaimStore
    package let operations: any OperationLog
    package let challenges: any ChallengeStore = ChallengeTable()
    package let proofLimits: any ProofLimitStore = ProofAttempts()
    let location: SQLiteLocation
    let sqlite: SQLiteDatabase
    let numbers: SQLiteSequence

    /// Opens the database at `path`, making it or migrating it to this version's schema where needed. The folder must
    /// exist, and the process must be the only one that writes to it.
    ///
    /// - Parameter readers: The most threads that read at once; one more waits.
    /// - Throws: ``LockerError/Code/failedPrecondition`` when a newer version of Locker wrote it.
    package convenience init(path: String, readers: Int = 5) throws(LockerError) {
        var configuration = Configuration()
        configuration.maximumReaderCount = max(1, readers)
        try self.init(path: path, configuration: configuration)
    }

    /// Opens it with connections that are set up by `configuration` before anything else is done with them.
    package init(path: String, configuration: Configuration) throws(LockerError) {
        location = SQLiteLocation(path: path)
        sqlite = try SQLiteDatabase(path: path, configuration: configuration)
        accounts = SQLiteAccounts(sqlite: sqlite)
        devices = SQLiteDevices(sqlite: sqlite)
        libraries = SQLiteLibraries(sqlite: sqlite)
        revisions = SQLiteRevisions(sqlite: sqlite)
        commits = SQLiteCommits(sqlite: sqlite)
        purges = SQLitePurges(sqlite: sqlite)
        entries = SQLiteEntries(sqlite: sqlite)
        blobs = SQLiteBlobs(sqlite: sqlite)
        catalog = SQLiteCatalog(sqlite: sqlite)
        claims = SQLiteClaims(sqlite: sqlite)
        operations = SQLiteOperations(sqlite: sqlite)
        numbers = SQLiteSequence(sqlite)
    }

    package var sequence: any RecordSequence { numbers }

    package var statements: Int { sqlite.statements }

    package func totals() throws(LockerError) -> Totals {
        try sqlite.read { database in
            let accounts = try Int64.fetchOne(database, sql: "SELECT count(*) FROM account")
            let blobs = try Int64.fetchOne(database, sql: "SELECT count(*) FROM (\(SQLiteBlobs.blobsSQL))")
            let tracks = try Int64.fetchOne(database, sql: "SELECT count(*) FROM catalog")
            let sizes = try Int64.fetchCursor(database, sql: "SELECT logical_bytes FROM account")
            // SQLite's own sum fails where it overflows; here a few accounts must not take that figure from everybody.
            var bytes: Int64 = 0
            while let size = try sizes.next() {
                let (sum, overflow) = bytes.addingReportingOverflow(size)
                bytes = overflow ? .max : sum
            }
            return Totals(accounts: accounts ?? 0, blobs: blobs ?? 0, logicalBytes: bytes, catalogTracks: tracks ?? 0)
        }
    }

    /// A transaction whose end could not be synced, or not be noted in the log's index, stands in the log with its end.
    /// It is forgotten here and not there: a process that opens the database after a crash takes it for committed. The
    /// next transaction is written over it.
    package func settle() throws(LockerError) {
        if sqlite.mayHaveLeftovers { _ = try numbers.reserve(1) }
    }

    package func close() {
        sqlite.close()
    }
}
