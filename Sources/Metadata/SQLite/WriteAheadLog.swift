import GRDB
import GRDBSQLite
import Synchronization

/// Keeps the log of the database short, whoever reads meanwhile
/// (https://www.sqlite.org/wal.html#avoiding_excessively_large_wal_files).
///
/// SQLite writes the log from its beginning again when all of it is in the database and nobody reads from it. Where
/// there is always somebody who reads, that never happens by itself. So when it is long, a writer waits until the
/// readers of that moment have ended; no read takes long, and those that begin later need none of the log.
final class WriteAheadLog: Sendable {
    /// After so many pages, they are copied into the database as far as nobody reads what was there before: SQLite's
    /// usual.
    private static let checkpointPages = 1000
    /// After so many, 64 MiB, a writer waits for the readers.
    private static let longPages = 16_384
    /// Milliseconds that it waits. Somebody reads for longer while a backup is made; the log may grow then.
    private static let patience: CInt = 1000
    private static let usualPatience: CInt = 5000

    /// Pages in the log after the last transaction.
    private let pages = Atomic(0)
    /// The length from which on the next wait is due.
    private let due = Atomic(WriteAheadLog.longPages)

    /// Whether ``restart(_:)`` is due.
    var isLong: Bool { pages.load(ordering: .relaxed) >= due.load(ordering: .relaxed) }

    /// Follows the log through the connection that writes, in the place of SQLite's own checkpoints. The connection
    /// must not write after the last reference to this object is gone.
    func watch(_ database: Database) {
        sqlite3_wal_hook(
            database.sqliteConnection,
            { context, connection, name, pages in
                guard let context else { return SQLITE_OK }
                let log = Unmanaged<WriteAheadLog>.fromOpaque(context).takeUnretainedValue()
                log.pages.store(Int(pages), ordering: .relaxed)
                if Int(pages) >= WriteAheadLog.checkpointPages {
                    sqlite3_wal_checkpoint_v2(connection, name, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
                }
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Lets the next transaction be written at the beginning of the log.
    func restart(_ database: Database) {
        let connection = database.sqliteConnection
        sqlite3_busy_timeout(connection, WriteAheadLog.patience)
        let result = sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_RESTART, nil, nil)
        sqlite3_busy_timeout(connection, WriteAheadLog.usualPatience)
        if result == SQLITE_OK {
            pages.store(0, ordering: .relaxed)
            due.store(WriteAheadLog.longPages, ordering: .relaxed)
        } else {
            due.store(pages.load(ordering: .relaxed) + WriteAheadLog.longPages, ordering: .relaxed)
        }
    }
}
