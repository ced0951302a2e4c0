import LockerBase
import TTRPC

extension LockerError {
    /// No daemon could be connected to: what the system says of that, and what may help.
    package init(unreachable error: RPCError) {
        self.init(
            .unavailable, "no daemon answers: \(error.message)\(LockerError.remedy(error))", cause: error)
    }

    private static func remedy(_ error: RPCError) -> String {
        switch error.code {
        case .unavailable: "; is lockerd running?"
        case .permissionDenied: "; this user may not use the socket: ask who runs lockerd"
        default: ""
        }
    }
}
