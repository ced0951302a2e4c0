import GRDB
import Glibc
import LockerBase
import POSIXSupport

extension SQLiteMetadata {
    package func writeSnapshot(to folder: String) throws(LockerError) {
        try copy(to: SQLiteLocation(folder: folder).draft)
    }

    package func takeDraft() throws(LockerError) {
        try copy(to: location.replaced)
        try replace(with: location.draft)
        numbers.forget()
    }

    /// Writes everything, as of one moment, to a file at `path`, durably, in the place of what is there: that stays as
    /// it is when this throws.
    package func copy(to path: String) throws(LockerError) {
        SQLiteFiles.keepToOneProcess()
        let draft = path + ".part"
        do {
            try SQLiteFiles.remove(draft)
            _ = try Descriptor.open(draft, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
            let target = try DatabaseQueue(path: draft)
            try sqlite.pool.backup(to: target)
            try target.writeWithoutTransaction { database in
                // The packs that go with the copy may have records of numbers that were reserved after it was made:
                // those of the copy must come after them.
                try database.execute(sql: "UPDATE record_number SET next = next + \(1 << 40)")
                // In the copy, everything is in the one file.
                try database.execute(sql: "PRAGMA journal_mode = DELETE")
            }
            try target.close()
            try SQLiteFiles.synchronize(draft)
            // A log that lies beside an older file of this name must not meet the new one.
            try SQLiteFiles.remove(path, only: SQLiteFiles.companions)
            try SQLiteFiles.move(draft, to: path)
        } catch {
            try? SQLiteFiles.remove(draft)
            throw LockerError(error, database: path)
        }
    }

    /// Takes everything from the database at `path`, in one step.
    private func replace(with path: String) throws(LockerError) {
        do {
            // Page by page in one transaction, which readers in flight do not see: the files of an open database must
            // not be exchanged, since whoever closes the old one last would delete the log of the new one by its name.
            let source = try DatabaseQueue(path: path)
            try source.backup(to: sqlite.pool)
            try source.close()
        } catch {
            sqlite.noteFailure(error)
            throw LockerError(error, database: path)
        }
    }
}
