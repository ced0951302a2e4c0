import CLinux
import Glibc

extension Descriptor {
    /// Renames `old`, in this folder, to `new`, in `folder` or nil: in this one too, unless there is something called
    /// `new`: then errno is EEXIST.
    ///
    /// Where the file system knows no such rename, a second link and the removal of the first do the same; where it has
    /// no links either, a look before an ordinary rename has to do.
    public func renameUnlessThere(
        _ old: UnsafePointer<CChar>, to new: UnsafePointer<CChar>, in folder: Descriptor? = nil
    ) -> Bool {
        let target = folder?.number ?? number
        if renameat2(number, old, target, new, LOCKER_RENAME_NOREPLACE) == 0 { return true }
        guard [EINVAL, ENOSYS, EOPNOTSUPP].contains(errno) else { return false }
        if linkat(number, old, target, new, 0) == 0 {
            unlinkat(number, old, 0)
            return true
        }
        guard errno != EEXIST else { return false }
        var status = stat()
        if fstatat(target, new, &status, AT_SYMLINK_NOFOLLOW) == 0 {
            errno = EEXIST
            return false
        }
        return renameat(number, old, target, new) == 0
    }
}
