import Glibc

/// How much room there is on the file system of a folder.
struct DiskRoom {
    /// Bytes that are free for the daemon, which gets none of root's reserve.
    let free: Double
    /// Bytes that it has in all.
    let size: Double

    /// Nil where the system does not tell.
    init?(of directory: String) {
        var status = statvfs()
        guard statvfs(directory, &status) == 0 else { return nil }
        free = Double(status.f_bavail) * Double(status.f_frsize)
        size = Double(status.f_blocks) * Double(status.f_frsize)
    }
}
