import GRDB
import Glibc
import LockerBase
import POSIXSupport

/// The one SQLite file of the index, in WAL mode, through GRDB: one connection writes, and several read beside it, each
/// seeing the last commit before its transaction began (https://www.sqlite.org/wal.html).
final class MediaDatabase: Sendable {
    private let pool: DatabasePool
    private let counted: CountedStatements

    /// Opens the database at `path`, and makes or migrates it where needed.
    init(path: String) throws(LockerError) {
        let counted = CountedStatements()
        self.counted = counted
        do {
            // SQLite gives the files beside the database its permissions, and makes it readable for all by itself.
            _ = try Descriptor.open(path, O_RDWR | O_CREAT, mode: 0o600)
            var configuration = Configuration()
            configuration.label = "media"
            configuration.busyMode = .timeout(5)
            configuration.maximumReaderCount = 8
            configuration.prepareDatabase(counted.attach)
            pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { database in try MediaDatabase.configureWriter(database) }
            try MediaDatabase.migrate(pool)
            try pool.write { database in try DerivedTables.prepare(database) }
        } catch {
            throw LockerError(ofIndex: error)
        }
    }

    func close() {
        // The readers first: only a connection that writes brings the log into the database and removes it.
        pool.releaseMemory()
        try? pool.close()
    }

    /// How many statements its connections have run.
    var statements: Int { counted.count }

    /// Runs `body` in a transaction that sees one moment of the database, on a connection of its own.
    func read<Result>(_ body: (Database) throws -> Result) throws(LockerError) -> Result {
        do {
            return try pool.read { database in try body(database) }
        } catch {
            throw LockerError(ofIndex: error)
        }
    }

    /// Runs `body` in a transaction that is durable when this returns, and without trace when `body` throws.
    func write<Result>(_ body: (Database) throws -> Result) throws(LockerError) -> Result {
        do {
            return try pool.write { database in try body(database) }
        } catch {
            throw LockerError(ofIndex: error)
        }
    }

    /// Writes all of it, as of one moment, to a new file at `path`. Nobody else writes meanwhile.
    func copy(to path: String) throws(LockerError) {
        do {
            // Readable for its owner alone: SQLite writes into an empty file that is there.
            _ = try Descriptor.open(path, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: "VACUUM INTO ?", arguments: [path])
            }
        } catch {
            throw LockerError(ofIndex: error)
        }
    }

    private static func configureWriter(_ database: Database) throws {
        // GRDB chooses NORMAL for WAL mode, under which the last commits can be lost with the power: a star that was
        // acknowledged must not be.
        try database.execute(sql: "PRAGMA synchronous = FULL")
        // An update touches the pages of some ten indexes in random order.
        try database.execute(sql: "PRAGMA cache_size = -16384")
        // The log grows with the largest update; without a limit it would keep that size.
        try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
    }

    private static func migrate(_ pool: DatabasePool) throws {
        let migrator = KeptTables.migrator
        guard try !pool.read(migrator.hasBeenSuperseded) else {
            throw LockerError(
                .failedPrecondition,
                "\(pool.path): written by a newer version of Locker; start that version, or one after it")
        }
        try migrator.migrate(pool)
    }
}
