import Glibc
import POSIXSupport

extension LockerError.Code {
    /// The code that a failed system call amounts to.
    init(_ error: SystemError) {
        self =
            switch error.number {
            case ENOSPC, EDQUOT: .noSpace
            case ENOENT: .notFound
            case EEXIST: .alreadyExists
            case EACCES, EPERM: .permissionDenied
            case EMFILE, ENFILE, ENOMEM: .unavailable
            default: .system
            }
    }

    /// What helps wherever the call fails in that way; nil where that depends on the call.
    static func remedy(_ error: SystemError) -> String? {
        switch error.number {
        case EFBIG:
            "the file system, or a limit of the process (ulimit -f, LimitFSIZE=), allows no longer file; raise the limit"
        case EMFILE: "the process may have no more files open (ulimit -n, LimitNOFILE=); raise the limit"
        default: nil
        }
    }
}

/// Runs `body`, turning a ``SystemError`` into a ``LockerError``.
public func translatingSystemErrors<Result>(
    remedy: String? = nil, _ body: () throws(SystemError) -> Result
) throws(LockerError) -> Result {
    do {
        return try body()
    } catch {
        throw LockerError(error, remedy: remedy)
    }
}
