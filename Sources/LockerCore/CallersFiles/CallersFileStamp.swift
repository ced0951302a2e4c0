import Glibc

/// What tells one state of a caller's file from another, as fstat(2) says it.
public struct CallersFileStamp: Hashable, Sendable {
    /// Bytes.
    public let size: Int64
    /// Of the content, in nanoseconds since 1970 UTC.
    public let modified: Int64
    /// Of the inode, in nanoseconds since 1970 UTC.
    public let changed: Int64

    /// Takes the fields as they are, as a client that had looked at the file says them.
    public init(size: Int64, modified: Int64, changed: Int64) {
        self.size = size
        self.modified = modified
        self.changed = changed
    }

    init(_ status: stat) {
        size = Int64(status.st_size)
        modified = CallersFileStamp.nanoseconds(status.st_mtim)
        changed = CallersFileStamp.nanoseconds(status.st_ctim)
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        let (seconds, isBeyond) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
        // 64 bits of nanoseconds reach from 1678 to 2262; a file may claim any time, which then is the nearest of
        // these.
        if isBeyond { return time.tv_sec < 0 ? .min : .max }
        return seconds.addingReportingOverflow(Int64(time.tv_nsec)).overflow ? .max : seconds + Int64(time.tv_nsec)
    }
}
