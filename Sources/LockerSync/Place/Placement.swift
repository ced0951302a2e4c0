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

    /// Opens the file that is there for reading, waiting for nobody.
    func openFile() throws(SystemError) -> Descriptor {
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let number = name.withCName { name in retrying { openat(folder.number, name, flags) } }
        guard number >= 0 else { throw SystemError("openat", on: EntryPath.printable(name)) }
        return Descriptor(owning: number)
    }

    /// Makes a link to `target` here; what is there is replaced, or without `replacing` is in the way: EEXIST. Returns
    /// what the file system does not keep.
    func putLink(to target: [UInt8], modified: Int64, replacing: Bool) throws(SystemError) -> TargetLimits {
        let (id, temporary) = TemporaryFiles.shared.reserve(in: folder)
        defer { TemporaryFiles.shared.forget(id) }
        return try temporary.withCName { (temporary) throws(SystemError) in
            guard target.withCName({ symlinkat($0, folder.number, temporary) }) == 0 else {
                throw SystemError("symlinkat", on: EntryPath.printable(name))
            }
            let times = [timespec(nanoseconds: modified), timespec(nanoseconds: modified)]
            let limits: TargetLimits =
                utimensat(folder.number, temporary, times, AT_SYMLINK_NOFOLLOW) == 0 ? [] : .times
            let isPlaced = name.withCName { name in
                replacing
                    ? renameat(folder.number, temporary, folder.number, name) == 0
                    : folder.renameUnlessThere(temporary, to: name)
            }
            if isPlaced { return limits }
            let failure = SystemError("renameat", on: EntryPath.printable(name))
            unlinkat(folder.number, temporary, 0)
            throw failure
        }
    }

    /// Makes an empty folder here. Returns what the file system does not keep.
    func putFolder(modified: Int64, mode: UInt32?) throws(SystemError) -> TargetLimits {
        let times = [timespec(nanoseconds: modified), timespec(nanoseconds: modified)]
        return try name.withCName { (name) throws(SystemError) in
            guard mkdirat(folder.number, name, 0o777) == 0 else {
                throw SystemError("mkdirat", on: EntryPath.printable(self.name))
            }
            var limits: TargetLimits = []
            let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
            let number = retrying { openat(folder.number, name, flags) }
            guard number >= 0 else { throw SystemError("openat", on: EntryPath.printable(self.name)) }
            let made = Descriptor(owning: number)
            if let mode, fchmod(made.number, mode_t(mode & 0o777)) != 0 { limits.insert(.modes) }
            if futimens(made.number, times) != 0 { limits.insert(.times) }
            return limits
        }
    }

    /// Why the system refused to put something here, for a human.
    static func refusal(_ error: SystemError) -> String {
        switch error.number {
        case EINVAL, EILSEQ, ENAMETOOLONG, ENOENT:
            "the disk does not allow its name (\(error.reason)); rename it (locker mv), or restore to another disk"
        case EISDIR, ENOTEMPTY: "a folder is in the way; remove it"
        case EEXIST: "something appeared in its place; restore again"
        case EPERM, EOPNOTSUPP, ENOSYS:
            error.call == "symlinkat"
                ? "the disk has no symbolic links; restore to another disk" : "\(error.reason) (\(error.call))"
        default: "\(error.reason) (\(error.call))"
        }
    }
}
