import GRDB
import GRDBSQLite
import Glibc
import LockerBase
import POSIXSupport
import Synchronization

/// One SQLite database in WAL mode, through GRDB.
///
/// One connection writes, and several read beside it, each seeing the last commit before its transaction began
/// (https://www.sqlite.org/wal.html). The file is this process's alone as long as it is open.
package final class SQLiteDatabase: Sendable {
    let pool: DatabasePool
    /// See ``mayHaveLeftovers``.
    private let isUnsettled = Mutex(false)
    private let counter: StatementCounter
    private let log = WriteAheadLog()

    /// Opens the database at `path` with connections that are set up by `configuration` before anything else is done
    /// with them, and makes or migrates it where needed.
    init(path: String, configuration: Configuration) throws(LockerError) {
        SQLiteFiles.keepToOneProcess()
        let counter = StatementCounter()
        self.counter = counter
        do {
            // SQLite gives the files beside the database its permissions, and makes it readable for all by itself.
            _ = try Descriptor.open(path, O_RDWR | O_CREAT, mode: 0o600)
            var configuration = configuration
            configuration.label = "metadata"
            configuration.busyMode = .timeout(5)
            configuration.prepareDatabase(counter.attach)
            pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { database in
                try SQLiteDatabase.configureWriter(database)
                log.watch(database)
            }
            try SQLiteDatabase.migrate(pool)
            SQLiteFiles.reserveLog(of: path)
            // The index of a log that a process kept there which shared its databases.
            try SQLiteFiles.remove(path, only: ["-shm"])
        } catch {
            throw LockerError(error, database: path)
        }
    }

    func close() {
        // The readers first: only a connection that writes brings the log into the database and removes it.
        pool.releaseMemory()
        try? pool.close()
    }

    var statements: Int { counter.count }

    /// Runs `body` in a transaction that sees one moment of the database, on a connection of its own.
    func read<Result>(_ body: (Database) throws -> Result) throws(LockerError) -> Result {
        do {
            return try pool.read { database in
                do {
                    return try body(database)
                } catch {
                    throw SQLiteDatabase.translated(error, from: database)
                }
            }
        } catch {
            throw LockerError(error, database: SQLiteDatabase.nameForCallers)
        }
    }

    /// Runs `body` in a transaction that is durable when this returns, and without trace when `body` throws.
    func write<Result>(_ body: (Database) throws -> Result) throws(LockerError) -> Result {
        do {
            let result = try pool.write { database in
                database.afterNextTransaction { _ in self.isUnsettled.withLock { $0 = false } }
                return try body(database)
            }
            if log.isLong { pool.writeWithoutTransaction { log.restart($0) } }
            return result
        } catch {
            // The end of the transaction may be what failed, so the connection is asked after it.
            throw pool.writeWithoutTransaction { database in
                noteFailure(error)
                return SQLiteDatabase.translated(error, from: database)
            }
        }
    }

    /// Takes note of a write that failed.
    func noteFailure(_ error: any Error) {
        let codes: [ResultCode] = [.SQLITE_IOERR, .SQLITE_NOMEM]
        if codes.contains(where: { $0 == (error as? DatabaseError)?.resultCode }) { isUnsettled.withLock { $0 = true } }
    }

    /// Whether a write failed in a way that may have left its transaction in the log, with its end.
    var mayHaveLeftovers: Bool { isUnsettled.withLock { $0 } }

    /// What messages call the database once it is open: they reach callers, who may not be told its path.
    static let nameForCallers = "the database of the store"

    /// What `error` of this connection means; its last I/O error tells a full disk from a failing one.
    private static func translated(_ error: any Error, from database: Database) -> LockerError {
        LockerError(
            error, database: nameForCallers, systemError: sqlite3_system_errno(database.sqliteConnection))
    }

    private static func configureWriter(_ database: Database) throws {
        // GRDB chooses NORMAL for WAL mode, under which the last commits can be lost with the power. An acknowledged
        // revision must not be.
        try database.execute(sql: "PRAGMA synchronous = FULL")
        // A large commit touches the pages of the digest index in random order: 16 MiB hold those of some 200,000
        // entries.
        try database.execute(sql: "PRAGMA cache_size = -16384")
        // The log grows with the largest commit; without a limit it would keep that size.
        try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
    }

    private static func migrate(_ pool: DatabasePool) throws {
        let migrator = Schema.migrator
        guard try !pool.read(migrator.hasBeenSuperseded) else {
            throw LockerError(
                .failedPrecondition,
                "\(pool.path): written by a newer version of Locker; start that version, or one after it")
        }
        try migrator.migrate(pool)
    }
}
