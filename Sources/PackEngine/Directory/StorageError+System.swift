import Glibc
import POSIXSupport

extension StorageError {
    /// What a failed system call on a pack means.
    public init(_ error: SystemError) {
        let kind: Kind =
            switch error.number {
            case ENOSPC, EDQUOT: .noSpace
            case ENOENT: .notFound
            case EEXIST: .alreadyExists
            case EACCES, EPERM: .denied
            case ENOLINK: .nowhere
            case EISDIR, ELOOP, ENXIO: .noPack
            case EIO, EUCLEAN, EBADMSG: .unreadable
            case EMFILE, ENFILE, ENOMEM, EINTR, EAGAIN: .busy
            default: .failed
            }
        self.init(kind, error)
    }

    /// Runs `body`, telling what its failure means.
    public static func translating<Result>(
        _ body: () throws(SystemError) -> Result
    ) throws(StorageError) -> Result {
        do {
            return try body()
        } catch {
            throw StorageError(error)
        }
    }
}
