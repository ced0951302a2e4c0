import Glibc
import POSIXSupport

extension SQLiteFiles {
    /// Room on the disk that the log of the database is given ahead, in bytes: some thousand removals.
    private static let reserve = 16 << 20

    /// Gives the log of the database at `path` room ahead, so that what makes room can be written on a full disk:
    /// removals and the expiry of revisions. The log is written from its beginning again when all of it is in the
    /// database, and keeps its room as long as the database is open.
    ///
    /// Where the disk is full by now, or its file system reserves nothing, there is none.
    static func reserveLog(of path: String) {
        guard let log = try? Descriptor.open(path + "-wal", O_RDWR) else { return }
        // Zeros behind what is written are no frame of a log, and end it
        // (https://www.sqlite.org/fileformat2.html#walformat).
        _ = posix_fallocate(log.number, 0, off_t(reserve))
    }
}
