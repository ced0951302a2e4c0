import CLinux
import Glibc

extension Descriptor {
    /// Renames `old` to `new`, both in this folder, unless there is something called `new`: then errno is EEXIST.
    ///
    /// Where the file system knows no such rename, a second link and the removal of the first do the same; where it has no
    /// links either, a look before an ordinary rename has to do.
    public func renameUnlessThere(_ old: UnsafePointer<CChar>, to new: UnsafePointer<CChar>) -> Bool {
        if renameat2(number, old, number, new, LOCKER_RENAME_NOREPLACE) == 0 { return true }
        guard [EINVAL, ENOSYS, EOPNOTSUPP].contains(errno) else { return false }
        if linkat(number, old, number, new, 0) == 0 {
            unlinkat(number, old, 0)
            return true
        }
        guard errno != EEXIST else { return false }
        var status = stat()
        if fstatat(number, new, &status, AT_SYMLINK_NOFOLLOW) == 0 {
            errno = EEXIST
            return false
        }
        return renameat(number, old, number, new) == 0
    }

    /// Writes what the page cache has of the whole file system to its disk; of the file alone where that does not reach
    /// the disk.
    public func syncFileSystem(subject: String = "descriptor") throws(SystemError) {
        if FileSystemKind(of: self).syncsWhole {
            guard retrying({ syncfs(number) }) == 0 else { throw SystemError("syncfs", on: subject) }
        } else {
            try sync(subject: subject)
        }
    }

    /// Writes what the page cache has of the file to its disk. A file system that knows no such thing is none to fail.
    public func sync(subject: String = "descriptor") throws(SystemError) {
        guard retrying({ fsync(number) }) == 0 || errno == EINVAL || errno == EROFS else {
            throw SystemError("fsync", on: subject)
        }
    }
}
