import Glibc

/// What the file system says of a file without reading it: while all of it stays the same, so does the content.
public struct FileStamp: Hashable, Sendable {
    /// Bytes.
    public let size: Int
    /// Modification and inode change time (`st_mtim`, `st_ctim`), nanoseconds since 1970.
    public let modified: Int64
    public let changed: Int64
    public let inode: UInt64

    public init(size: Int, modified: Int64, changed: Int64, inode: UInt64) {
        self.size = size
        self.modified = modified
        self.changed = changed
        self.inode = inode
    }

    public init(_ status: stat) {
        size = Int(status.st_size)
        modified = nanoseconds(status.st_mtim)
        changed = nanoseconds(status.st_ctim)
        inode = UInt64(status.st_ino)
    }

    /// Whether a change of the file at or after `moment` (nanoseconds since 1970) is sure to give it another stamp.
    ///
    /// A file changed twice within one tick of the file system's clock keeps its stamp, so a stamp as young as the
    /// moment at which the file was read proves nothing (gitformat-index and git's "racy git" note have the same
    /// rule). A tick is at most 10 ms on Linux, and up to 2 s on file systems whose times are whole seconds.
    ///
    /// - Parameters:
    ///   - moment: by the clock that gave the file its times, which need not be this machine's.
    ///   - mask: what of the stamp is left out of account.
    public func isSettled(at moment: Int64, ignoring mask: StampMask = []) -> Bool {
        (mask.contains(.changed) ? [modified] : [modified, changed]).allSatisfy { time in
            let tick: Int64 = time % 1_000_000_000 == 0 ? 2_000_000_000 : 20_000_000
            return time < moment - tick
        }
    }
}

/// A time of the system in nanoseconds since 1970; one that does not fit in 64 bits (before 1678, after 2262) is
/// taken to the nearest that does.
func nanoseconds(_ time: timespec) -> Int64 {
    let (seconds, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carried) = seconds.addingReportingOverflow(Int64(time.tv_nsec))
    return overflow || carried ? (time.tv_sec < 0 ? .min : .max) : sum
}

/// Whether ``nanoseconds(_:)`` tells `time` as it is.
func fitsNanoseconds(_ time: timespec) -> Bool {
    timespec(nanoseconds: nanoseconds(time)).tv_sec == time.tv_sec
}

/// The reverse of ``nanoseconds(_:)``, for the calls that set a time.
func timespec(nanoseconds: Int64) -> timespec {
    let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    return rest < 0
        ? Glibc.timespec(tv_sec: Int(seconds) - 1, tv_nsec: Int(rest) + 1_000_000_000)
        : Glibc.timespec(tv_sec: Int(seconds), tv_nsec: Int(rest))
}

/// The time of day, in nanoseconds since 1970.
func timeOfDay() -> Int64 {
    var now = Glibc.timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return nanoseconds(now)
}
