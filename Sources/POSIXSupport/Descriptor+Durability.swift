import CLinux
import Glibc

/// What of a file is sure to be on its disk.
extension Descriptor {
    /// Makes sure that writes to `range` will not fail for lack of space, by posix_fallocate(3). Glibc emulates it
    /// where the file system has no fallocate(2) by touching every block, which is slow there, and correct.
    public func reserve(_ range: Range<Int>, subject: String = "descriptor") throws(SystemError) {
        var failure: Int32
        repeat {
            failure = posix_fallocate(number, off_t(range.lowerBound), off_t(range.count))
        } while failure == EINTR
        guard failure == 0 else { throw SystemError("posix_fallocate", on: subject, number: failure) }
    }

    /// Writes what the page cache has of the content of the file to its disk, and its size, by fdatasync(2).
    public func syncContent(subject: String = "descriptor") throws(SystemError) {
        guard fdatasync(number) == 0 else { throw SystemError("fdatasync", on: subject) }
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
