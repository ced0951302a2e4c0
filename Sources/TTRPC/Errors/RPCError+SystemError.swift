import Glibc
import POSIXSupport

extension RPCError {
    /// A system call on a socket that failed.
    package init(_ error: SystemError) {
        let code: Code =
            switch error.number {
            case ENOENT, ENOTDIR, ECONNREFUSED, ECONNRESET, EPIPE, EAGAIN: .unavailable
            case EACCES, EPERM, EROFS: .permissionDenied
            case EMFILE, ENFILE, ENOMEM, ENOBUFS, ENOSPC: .resourceExhausted
            case EADDRINUSE: .alreadyExists
            default: .internal
            }
        self.init(code, error.description)
    }
}
