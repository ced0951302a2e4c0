import LockerBase

/// What the exit status says, by the contract of the command line.
public enum ExitStatus: Int32, Sendable {
    case done = 0
    case failed = 1
    case usage = 2
    /// Some files were skipped; each is named with its reason.
    case skipped = 3
    case notPermitted = 4
    case overQuota = 5
    /// The daemon cannot be reached.
    case unreachable = 6

    public init(_ code: LockerError.Code) {
        self =
            switch code {
            case .permissionDenied: .notPermitted
            case .overQuota: .overQuota
            case .unavailable: .unreachable
            default: .failed
            }
    }
}
