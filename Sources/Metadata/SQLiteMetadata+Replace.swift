import GRDB
import Glibc
import LockerBase
import POSIXSupport

extension SQLiteMetadata {
    public func replace(with path: String) throws(LockerError) {
        do {
            // Page by page in one transaction, which readers in flight do not see: the files of an open database must not
            // be exchanged, since whoever closes the old one last would delete the log of the new one by its name.
            let source = try DatabaseQueue(path: path)
            try source.backup(to: pool)
            try source.close()
        } catch {
            noteFailure(error)
            throw LockerError(error, database: path)
        }
    }

    public var nextRecordNumber: Int64 {
        get throws(LockerError) {
            try read { try Int64.fetchOne($0, sql: "SELECT next FROM record_number") ?? 1 }
        }
    }

    /// Puts the database at `new` in the place of the one at `path`, which nobody has open and which stays as `old`. A
    /// crash in between leaves the one or the other.
    public static func exchange(_ path: String, for new: String, keepingAs old: String) throws(LockerError) {
        do {
            if access(path, F_OK) == 0 {
                settle(path)
                for suffix in ["", "-wal", "-shm"] { unlink(old + suffix) }
                // A log that is left belongs to a database that could not be opened. It must not meet the new one.
                for suffix in ["-wal", "-shm"] { Glibc.rename(path + suffix, old + suffix) }
                guard link(path, old) == 0 else { throw SystemError("link", on: old) }
            } else {
                for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
            }
            guard Glibc.rename(new, path) == 0 else { throw SystemError("rename", on: path) }
            let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
            let directory = try Descriptor.open(folder, O_RDONLY | O_DIRECTORY)
            guard fsync(directory.number) == 0 else { throw SystemError("fsync", on: folder) }
        } catch {
            throw LockerError(error, database: path)
        }
    }

    /// Brings everything into the one file, as far as it can be opened.
    private static func settle(_ path: String) {
        guard let queue = try? DatabaseQueue(path: path) else { return }
        try? queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try? queue.close()
    }
}
