import CLinux
import Glibc

extension Descriptor {
    /// Renames `old` to `new`, both in this folder, unless there is something called `new`: then errno is EEXIST.
    ///
    /// Where the file system knows no such rename, a second link and the removal of the first do the same; where it has
    /// no links either, a look before an ordinary rename has to do.
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
}
