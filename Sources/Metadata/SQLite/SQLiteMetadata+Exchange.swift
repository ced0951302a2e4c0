import GRDB
import Glibc
import LockerBase
import POSIXSupport

extension SQLiteMetadata {
    /// Puts the database at `new` in the place of the one at `path`, which nobody has open. A crash leaves the one or
    /// the other.
    ///
    /// - Throws: also when the one at `path` cannot be opened; both are as they were then.
    public static func place(_ new: String, at path: String) throws(LockerError) {
        do {
            try settle(path)
            try SQLiteFiles.move(new, to: path)
        } catch {
            throw LockerError(error, database: path)
        }
    }

    /// The same for a database that may be damaged, and that stays as `old`. A crash leaves the one or the other, or
    /// where the one cannot be opened, none: a daemon refuses to start then, and `old` has all that there was.
    public static func exchange(_ path: String, for new: String, keepingAs old: String) throws(LockerError) {
        do {
            let isSettled = (try? settle(path)) != nil
            try keep(path, as: old)
            if !isSettled {
                // A log that could not be brought into its database must neither meet the new one nor be missing beside
                // its own, which would open as what it was some time ago.
                try SQLiteFiles.remove(path, only: [""])
                try SQLiteFiles.synchronizeFolder(of: path)
                try SQLiteFiles.remove(path)
            }
            try SQLiteFiles.move(new, to: path)
        } catch {
            throw LockerError(error, database: path)
        }
    }

    /// Gives the files of the database at `path` the names of `old` too, in the place of what has them.
    private static func keep(_ path: String, as old: String) throws(SystemError) {
        guard access(path, F_OK) == 0 else { return }
        try SQLiteFiles.remove(old)
        for suffix in ["", "-wal", "-journal"] where link(path + suffix, old + suffix) != 0 && errno != ENOENT {
            throw SystemError("link", on: old + suffix)
        }
        try SQLiteFiles.synchronizeFolder(of: path)
    }

    /// Brings what lies beside the database at `path` into the one file: a log that a process left that was killed.
    private static func settle(_ path: String) throws {
        guard SQLiteFiles.hasCompanions(path) else { return try SQLiteFiles.remove(path, only: ["-shm"]) }
        // Without a database, what lies beside it is nobody's.
        guard access(path, F_OK) == 0 else { return try SQLiteFiles.remove(path) }
        SQLiteFiles.keepToOneProcess()
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try queue.close()
        guard !SQLiteFiles.hasCompanions(path) else {
            throw LockerError(
                .system, "\(path): its log could not be brought into it; look for disk errors in the kernel's log")
        }
        try SQLiteFiles.remove(path, only: ["-shm"])
    }
}
