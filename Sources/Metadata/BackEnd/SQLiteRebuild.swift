import GRDB
import Glibc
import LockerBase
import POSIXSupport

/// Writes a database anew. Memory stays bounded, whatever is written.
struct SQLiteRebuild: MetadataRebuild {
    let database: Database

    /// Makes the database at `path`, in place of what is there, and fills it by `body`. It is durable when this
    /// returns.
    ///
    /// - Throws: what `body` throws; then nothing is at `path`.
    static func write(
        to path: String, _ body: (SQLiteRebuild) throws(LockerError) -> Void
    ) throws(LockerError) -> MetadataCounts {
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
                let rebuild = SQLiteRebuild(database: database)
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

    func add(_ account: Account) throws(LockerError) {
        try Account.checkName(account.name)
        try database.translating { () throws in try account.insert(database) }
    }

    func add(_ device: KnownDevice, ofAccount account: Int64) throws(LockerError) {
        try database.translating { () throws in try device.save(of: account, database) }
    }

    func add(_ track: CatalogTrack) throws(LockerError) {
        try database.translating { () throws in
            let statement = try database.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO catalog (\(CatalogTrack.columns)) VALUES (\(databaseQuestionMarks(count: 13)))
                    """)
            try statement.execute(arguments: track.values)
        }
    }

    func add(_ fingerprint: CatalogFingerprint) throws(LockerError) {
        try database.translating { () throws in try fingerprint.save(database) }
    }

    func removeTrack(_ digest: Digest) throws(LockerError) {
        try database.translating { () throws in
            try database.execute(sql: "DELETE FROM catalog WHERE track = ?", arguments: [digest])
        }
    }

    func library(
        id: Int64, account: Int64, name: String, first: Int64, gone: RevisionSet
    ) throws(LockerError) -> any LibraryRebuild {
        try SQLiteLibraryRebuild(
            database, id: id, account: account, name: name, retained: RetainedRevisions(first: first, gone: gone))
    }

    func set(_ counters: MetadataCounters) throws(LockerError) {
        try database.translating { () throws in
            try database.setHighestID(counters.account, of: "account")
            try database.setHighestID(counters.library, of: "library")
            try database.execute(sql: "UPDATE record_number SET next = ?", arguments: [counters.record + 1])
        }
    }

    private func count() throws -> MetadataCounts {
        func count(_ table: String) throws -> Int64 {
            try Int64.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
        }
        var counts = MetadataCounts()
        counts.accounts = try count("account")
        counts.libraries = try count("library")
        counts.revisions = try count("revision")
        counts.entries = try count("entry")
        counts.catalogTracks = try count("catalog")
        return counts
    }
}
