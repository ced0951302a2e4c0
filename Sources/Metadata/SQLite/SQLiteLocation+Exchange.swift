import GRDB
import Glibc
import LockerBase
import POSIXSupport

extension SQLiteLocation {
    /// Puts the draft in the place of the database, which nobody has open. A crash leaves the one or the other.
    ///
    /// - Throws: also when the database cannot be opened; both are as they were then.
    package func placeDraft() throws(LockerError) {
        do {
            try settle()
            try SQLiteFiles.move(draft, to: path)
        } catch {
            throw LockerError(error, database: path)
        }
    }

    /// The same for a database that may be damaged, and that stays as ``replaced``. A crash leaves the one or the
    /// other, or where the one cannot be opened, none: a daemon refuses to start then, and ``replaced`` has all that
    /// there was.
    package func exchangeForDraft() throws(LockerError) {
        do {
            let isSettled = (try? settle()) != nil
            try keep()
            if !isSettled {
                // A log that could not be brought into its database must neither meet the new one nor be missing beside
                // its own, which would open as what it was some time ago.
                try SQLiteFiles.remove(path, only: [""])
                try SQLiteFiles.synchronizeFolder(of: path)
                try SQLiteFiles.remove(path)
            }
            try SQLiteFiles.move(draft, to: path)
        } catch {
            throw LockerError(error, database: path)
        }
    }

    /// Gives the files of the database the names of ``replaced`` too, in the place of what has them.
    private func keep() throws(SystemError) {
        guard access(path, F_OK) == 0 else { return }
        try SQLiteFiles.remove(replaced)
        for suffix in ["", "-wal", "-journal"] where link(path + suffix, replaced + suffix) != 0 && errno != ENOENT {
            throw SystemError("link", on: replaced + suffix)
        }
        try SQLiteFiles.synchronizeFolder(of: path)
    }

    /// Brings what lies beside the database into the one file: a log that a process left that was killed.
    private func settle() throws {
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
