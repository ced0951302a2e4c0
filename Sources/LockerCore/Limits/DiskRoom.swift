import Glibc

/// How much room there is on the file system of a folder.
package struct DiskRoom {
    /// Bytes that are free for the daemon, which gets none of root's reserve.
    package let free: Double
    /// Bytes that it has in all.
    package let size: Double
    /// Whether it is mounted so that nothing can be written.
    package let isReadOnly: Bool

    package init(free: Double, size: Double, isReadOnly: Bool = false) {
        (self.free, self.size, self.isReadOnly) = (free, size, isReadOnly)
    }

    /// Nil where the system does not tell.
    init?(of directory: String) {
        var status = statvfs()
        guard statvfs(directory, &status) == 0 else { return nil }
        self.init(
            free: Double(status.f_bavail) * Double(status.f_frsize),
            size: Double(status.f_blocks) * Double(status.f_frsize),
            isReadOnly: status.f_flag & UInt(ST_RDONLY) != 0)
    }
}
