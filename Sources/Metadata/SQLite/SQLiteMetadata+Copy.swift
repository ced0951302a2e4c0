import GRDB
import Glibc
import LockerBase
import POSIXSupport

extension SQLiteMetadata {
    public func copy(to path: String) throws(LockerError) {
        SQLiteFiles.keepToOneProcess()
        let draft = path + ".part"
        do {
            try SQLiteFiles.remove(draft)
            _ = try Descriptor.open(draft, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
            let target = try DatabaseQueue(path: draft)
            try pool.backup(to: target)
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
}
