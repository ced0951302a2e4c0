import GRDB
import Glibc
import LockerBase
import POSIXSupport

extension SQLiteMetadata {
    public func copy(to path: String) throws(LockerError) {
        unlink(path)
        do {
            _ = try Descriptor.open(path, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
            let target = try DatabaseQueue(path: path)
            try pool.backup(to: target)
            try target.writeWithoutTransaction { database in
                // The packs that go with the copy may have records of numbers that were reserved after it was made: those
                // of the copy must come after them.
                try database.execute(sql: "UPDATE record_number SET next = next + \(1 << 40)")
                // In the copy, everything is in the one file.
                try database.execute(sql: "PRAGMA journal_mode = DELETE")
            }
            try target.close()
            let file = try Descriptor.open(path, O_RDWR)
            guard fsync(file.number) == 0 else { throw SystemError("fsync", on: path) }
        } catch {
            throw LockerError(error, database: path)
        }
    }
}
