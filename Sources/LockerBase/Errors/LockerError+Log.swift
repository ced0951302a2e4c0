import POSIXSupport

/// An error that says what the system or a disk did, and names nothing of anybody's: no file and no digest.
public protocol ImpersonalError: Error {}

/// Failures on a caller's own file are wrapped in another error.
extension SystemError: ImpersonalError {}

extension LockerError {
    /// What the log may say of it above debug level: its code, and those of the errors that led to it which are
    /// impersonal. The message is for the caller, and may name files and digests.
    public var logText: String {
        switch cause {
        // An error in other words has the code of the one that led to it: that is said once.
        case let error as LockerError where error.code == code: error.logText
        case let error as LockerError: "\(code.rawValue): \(error.logText)"
        case let error as any ImpersonalError: "\(code.rawValue): \(error)"
        default: code.rawValue
        }
    }
}
