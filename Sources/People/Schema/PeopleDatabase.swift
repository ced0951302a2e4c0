import GRDB
import LockerBase
import Synchronization

/// The database of persons: SQLite in WAL mode, through GRDB. The gateway and its command line have it open side by side.
final class PeopleDatabase: Sendable {
    private let pool: DatabasePool
    private let isClosed = Mutex(false)
    /// As messages name it.
    let path: String

    /// Opens the database at `path`, and makes or migrates it where needed.
    init(path: String) throws(LockerError) {
        self.path = path
        do {
            // SQLite gives the files beside the database its owner and permissions, and makes it readable for all by
            // itself.
            try StateFiles.ensure(path)
            var configuration = Configuration()
            configuration.label = "people"
            configuration.busyMode = .timeout(5)
            pool = try DatabasePool(path: PeopleLocation.shared(path), configuration: configuration)
            // GRDB chooses NORMAL, under which the last commits can be lost with the power: what is revoked stays so.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try PeopleDatabase.migrate(pool, path)
        } catch {
            throw LockerError(error, people: path)
        }
    }

    /// The second time it does nothing.
    func close() {
        let isDone = isClosed.withLock { isClosed -> Bool in
            defer { isClosed = true }
            return isClosed
        }
        guard !isDone else { return }
        // The readers first: only a connection that writes brings the log into the database and removes it.
        pool.releaseMemory()
        try? pool.close()
    }

    /// Runs `body` in a transaction that sees one moment of the database.
    func read<Result>(_ body: (Database) throws -> Result) throws(LockerError) -> Result {
        do {
            return try pool.read(body)
        } catch {
            throw LockerError(error, people: path)
        }
    }

    /// Runs `body` in a transaction that is durable when this returns, and without trace when `body` throws. Then runs
    /// `follow`, before anything else is written.
    func write<Result>(
        _ body: (Database) throws -> Result, then follow: (Result) -> Void
    ) throws(LockerError) -> Result {
        do {
            return try pool.writeWithoutTransaction { database in
                var made: Result?
                try database.inTransaction(.immediate) {
                    made = try body(database)
                    return .commit
                }
                guard let made else { throw LockerError(.internal, "\(path): a transaction without a result") }
                follow(made)
                return made
            }
        } catch {
            throw LockerError(error, people: path)
        }
    }

    /// Runs `body` while nothing is written by this process, in no transaction, with a number that is another one when
    /// somebody else has committed since it was last told (https://www.sqlite.org/pragma.html#pragma_data_version).
    func look<Result>(_ body: (Database, Int64) throws -> Result) throws(LockerError) -> Result {
        do {
            return try pool.writeWithoutTransaction { database in
                let version = try Int64.fetchOne(database, sql: "PRAGMA data_version")
                return try body(database, version ?? 0)
            }
        } catch {
            throw LockerError(error, people: path)
        }
    }

    private static func migrate(_ pool: DatabasePool, _ path: String) throws {
        let migrator = PeopleSchema.migrator
        guard try !pool.read(migrator.hasBeenSuperseded) else {
            throw LockerError(
                .failedPrecondition, "\(path): written by a newer version of locker-gateway; start that version")
        }
        do {
            try migrator.migrate(pool)
        } catch {
            // Another process may have done so meanwhile.
            guard try pool.read(migrator.hasCompletedMigrations) else { throw error }
        }
    }
}
