import Glibc
import POSIXSupport

/// The folders that one run has made on disks that may list them under other names than they were given, by which one listed so
/// is told from another one. For all of its threads.
final class MadeFolders: Sendable {
    private let paths = Monitor<[FileIdentity: [UInt8]]>([:])

    /// Takes note of one that was made for `path`.
    func note(_ status: stat, at path: [UInt8]) {
        let identity = FileIdentity(status)
        paths.withLock { $0[identity] = path }
    }

    /// The path for which it was made; nil where it was there.
    func path(of status: stat) -> [UInt8]? {
        let identity = FileIdentity(status)
        return paths.withLock { $0[identity] }
    }
}
