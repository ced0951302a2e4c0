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
