import Glibc

/// What the file system says of a file without reading it: while all of it stays the same, so does the content.
package struct FileStamp: Hashable, Sendable {
    /// Bytes.
    package let size: Int
    /// Modification and inode change time (`st_mtim`, `st_ctim`), nanoseconds since 1970.
    package let modified: Int64
    package let changed: Int64
    package let inode: UInt64

    package init(size: Int, modified: Int64, changed: Int64, inode: UInt64) {
        self.size = size
        self.modified = modified
        self.changed = changed
        self.inode = inode
    }

    package init(_ status: stat) {
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
    package func isSettled(at moment: Int64, ignoring mask: StampMask = []) -> Bool {
        (mask.contains(.changed) ? [modified] : [modified, changed]).allSatisfy { time in
            let tick: Int64 = time % 1_000_000_000 == 0 ? 2_000_000_000 : 20_000_000
            return time < moment - tick
        }
    }

    /// This stamp without what `mask` names: equal to another one when the rest is.
    func without(_ mask: StampMask) -> FileStamp {
        FileStamp(
            size: size, modified: modified, changed: mask.contains(.changed) ? 0 : changed,
            inode: mask.contains(.inode) ? 0 : inode)
    }
}
