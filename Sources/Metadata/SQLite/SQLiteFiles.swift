import CSQLite
import GRDBSQLite
import Glibc
import POSIXSupport

/// A database as files: itself, and what SQLite puts beside it.
enum SQLiteFiles {
    /// What belongs to a database, and changes or spoils another one that it meets.
    static let companions = ["-wal", "-journal", "-shm"]

    private static let isExclusive: Bool = {
        // A commit of 200,000 entries takes a tenth less of its thread so (AMD EPYC, Debian's SQLite 3.40, which has
        // no memory of its own to look aside to).
        _ = locker_sqlite_without_memory_counts()
        guard let exclusive = sqlite3_vfs_find("unix-excl") else { return false }
        return sqlite3_vfs_register(exclusive, 1) == SQLITE_OK
    }()

    /// Lets every database that this process opens from here on be its own: other processes find it locked, and the
    /// index of the log, which they would share, is in memory. A file for it would be written through a shared mapping,
    /// where a file system that has no room for a page is a SIGBUS: any page on Btrfs, which never writes in place
    /// (https://www.sqlite.org/vfs.html, "unix-excl").
    static func keepToOneProcess() {
        _ = isExclusive
    }

    /// Removes the database at `path`, or with `suffixes` so much of it, where it is.
    static func remove(_ path: String, only suffixes: [String] = [""] + companions) throws(SystemError) {
        for suffix in suffixes where unlink(path + suffix) != 0 && errno != ENOENT {
            throw SystemError("unlink", on: path + suffix)
        }
    }

    /// Whether something of it is there that counts, beside the database at `path`.
    static func hasCompanions(_ path: String) -> Bool {
        companions.dropLast().contains { access(path + $0, F_OK) == 0 }
    }

    /// Makes what was written to the file at `path` durable.
    static func synchronize(_ path: String) throws(SystemError) {
        let file = try Descriptor.open(path, O_RDWR)
        guard fsync(file.number) == 0 else { throw SystemError("fsync", on: path) }
    }

    /// Gives the file at `path` the name `target`, durably, in the place of what has it.
    static func move(_ path: String, to target: String) throws(SystemError) {
        guard rename(path, target) == 0 else { throw SystemError("rename", on: target) }
        try synchronizeFolder(of: target)
    }

    /// Makes the names in the folder of `path` durable.
    static func synchronizeFolder(of path: String) throws(SystemError) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let directory = try Descriptor.open(folder, O_RDONLY | O_DIRECTORY)
        guard fsync(directory.number) == 0 else { throw SystemError("fsync", on: folder) }
    }
}
