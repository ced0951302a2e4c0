import Glibc
import LockerBase
import POSIXSupport

/// One name in an open folder, and what lies under it.
struct Placement {
    let folder: Descriptor
    let name: ArraySlice<UInt8>

    /// What is there, links not followed; nil when nothing is.
    func status() throws(SystemError) -> stat? {
        var status = stat()
        if name.withCName({ fstatat(folder.number, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 { return status }
        guard errno == ENOENT else { throw SystemError("fstatat", on: EntryPath.printable(name)) }
        return nil
    }

    /// Makes a link to `target` here, in place of whatever file or link is there.
    func putLink(to target: [UInt8], modified: Int64) throws(SystemError) {
        let (id, temporary) = TemporaryFiles.shared.reserve(in: folder)
        defer { TemporaryFiles.shared.forget(id) }
        try temporary.withCName { (temporary) throws(SystemError) in
            guard target.withCName({ symlinkat($0, folder.number, temporary) }) == 0 else {
                throw SystemError("symlinkat", on: EntryPath.printable(name))
            }
            let times = [timespec(nanoseconds: modified), timespec(nanoseconds: modified)]
            let isPlaced =
                utimensat(folder.number, temporary, times, AT_SYMLINK_NOFOLLOW) == 0
                && name.withCName { renameat(folder.number, temporary, folder.number, $0) } == 0
            guard !isPlaced else { return }
            let failure = SystemError("renameat", on: EntryPath.printable(name))
            unlinkat(folder.number, temporary, 0)
            throw failure
        }
    }

    /// Makes an empty folder here.
    func putFolder(modified: Int64) throws(SystemError) {
        let times = [timespec(nanoseconds: modified), timespec(nanoseconds: modified)]
        try name.withCName { (name) throws(SystemError) in
            guard mkdirat(folder.number, name, 0o777) == 0,
                utimensat(folder.number, name, times, AT_SYMLINK_NOFOLLOW) == 0
            else { throw SystemError("mkdirat", on: EntryPath.printable(self.name)) }
        }
    }
}
