import Glibc

/// Which file or folder of the machine it is, whatever its names.
struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }

    /// What is at `path`, links followed; nil when nothing is.
    init?(path: String) { self.init(path: Array(path.utf8)) }

    /// The same of a path of bytes.
    init?(path: [UInt8]) {
        var status = stat()
        guard path.withCName({ stat($0, &status) }) == 0 else { return nil }
        self.init(status)
    }
}

/// The permission bits that a library keeps: 0777 at most.
func permissionBits(_ status: stat) -> UInt32 {
    UInt32(status.st_mode & 0o777)
}
