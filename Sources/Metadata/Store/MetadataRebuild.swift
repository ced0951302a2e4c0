import GRDB
import Glibc
import LockerBase
import POSIXSupport

/// Writes a database anew from what somebody else knows: accounts, then libraries one after the other, each revision by
/// revision, and the catalog. Memory stays bounded, whatever is written.
public struct MetadataRebuild {
    /// What was written.
    public struct Counts: Hashable, Sendable {
        public internal(set) var accounts: Int64 = 0
        public internal(set) var libraries: Int64 = 0
        /// Retained revisions.
        public internal(set) var revisions: Int64 = 0
        /// Entries of all retained revisions; one that stayed the same over several counts once.
        public internal(set) var entries: Int64 = 0
        public internal(set) var catalogTracks: Int64 = 0

        public init() {}
    }

    /// What the database counts on from.
    public struct Counters: Sendable {
        /// The highest numbers that an account and a library ever had.
        public var account: Int64 = 0
        public var library: Int64 = 0
        /// The highest number that a record ever had.
        public var record: Int64 = 0

        public init() {}
    }

    let database: Database

    /// Makes the database at `path`, in place of what is there, and fills it by `body`. It is durable when this
    /// returns.
    ///
    /// - Throws: what `body` throws; then nothing is at `path`.
    public static func write(
        to path: String, _ body: (MetadataRebuild) throws(LockerError) -> Void
    ) throws(LockerError) -> Counts {
        SQLiteFiles.keepToOneProcess()
        do {
            try SQLiteFiles.remove(path)
            _ = try Descriptor.open(path, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
            let queue = try DatabaseQueue(path: path)
            // Nobody looks at the file before it is whole: it needs no journal, and is synced once.
            try queue.writeWithoutTransaction { database in
                try database.execute(
                    sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536")
            }
            try Schema.migrator.migrate(queue)
            let counts = try queue.write { database in
                let rebuild = MetadataRebuild(database: database)
                try body(rebuild)
                return try rebuild.count()
            }
            try queue.close()
            try SQLiteFiles.synchronize(path)
            return counts
        } catch {
            try? SQLiteFiles.remove(path)
            throw LockerError(error, database: path)
        }
    }

    public func add(_ account: Account) throws(LockerError) {
        try Account.checkName(account.name)
        try translating { () throws in try account.insert(database) }
    }

    /// Adds a song to the catalog, in the place of one of the same track.
    public func add(_ track: CatalogTrack) throws(LockerError) {
        try translating { () throws in
            let statement = try database.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO catalog (\(CatalogTrack.columns)) VALUES (\(databaseQuestionMarks(count: 13)))
                    """)
            try statement.execute(arguments: track.values)
        }
    }

    /// Removes a song from the catalog, if it is there.
    public func removeTrack(_ digest: Digest) throws(LockerError) {
        try translating { () throws in
            try database.execute(sql: "DELETE FROM catalog WHERE track = ?", arguments: [digest])
        }
    }

    /// Lets numbers go on behind those that were ever given.
    public func set(_ counters: Counters) throws(LockerError) {
        try translating { () throws in
            try SQLiteMetadata.setHighestID(counters.account, of: "account", database)
            try SQLiteMetadata.setHighestID(counters.library, of: "library", database)
            try database.execute(sql: "UPDATE record_number SET next = ?", arguments: [counters.record + 1])
        }
    }

    func translating<Result>(_ body: () throws -> Result) throws(LockerError) -> Result {
        do {
            return try body()
        } catch {
            throw LockerError(error, database: "the database that is being written")
        }
    }

    private func count() throws -> Counts {
        func count(_ table: String) throws -> Int64 {
            try Int64.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
        }
        var counts = Counts()
        counts.accounts = try count("account")
        counts.libraries = try count("library")
        counts.revisions = try count("revision")
        counts.entries = try count("entry")
        counts.catalogTracks = try count("catalog")
        return counts
    }
}
