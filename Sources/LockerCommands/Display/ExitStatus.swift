import LockerBase
import ServerLink
import TTRPC

/// What the exit status says, by the contract of the command line.
package enum ExitStatus: Int32, Sendable {
    case done = 0
    case failed = 1
    case usage = 2
    /// Some files were skipped; each is named with its reason.
    case skipped = 3
    case notPermitted = 4
    case overQuota = 5
    /// The daemon cannot be reached.
    case unreachable = 6
    /// Another device has changed the library meanwhile.
    case conflict = 7
    /// Two devices changed the same; both versions are kept, and named.
    case keptTwice = 8

    package init(_ error: LockerError) {
        self =
            switch error.code {
            case .permissionDenied: .notPermitted
            case .overQuota: .overQuota
            case .conflict: .conflict
            case .unavailable: ExitStatus.isAnswer(error) ? .failed : .unreachable
            default: .failed
            }
    }

    /// Whether the daemon itself, or this program, says that something cannot be done at the moment. An error of the
    /// transport, because a connection could not be made or broke, has no reason (docs/protocol.md).
    private static func isAnswer(_ error: LockerError) -> Bool {
        if error.cause is Unreachable { return false }
        guard let cause = error.cause as? RPCError else { return true }
        return cause.reason != nil
    }
}
