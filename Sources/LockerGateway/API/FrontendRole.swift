import DaemonLink
import LockerAPI
import LockerBase
import Synchronization

/// Whether the daemon lets the gateway act for people, as of the last time that this was looked at.
package final class FrontendRole: Sendable {
    package enum Standing: Sendable {
        /// The daemon has not answered yet.
        case unknown
        case given
        case missing
    }

    /// What no account is called: who may act for others hears that there is none, and whoever may not that they may not.
    private static let nobody = "/"

    private let known = Mutex(Standing.unknown)
    private let probe: @Sendable () async -> LockerError.Code?
    private let tell: @Sendable (Standing) -> Void

    /// - Parameters:
    ///   - tell: hears that the role is missing, and that it is there after it was missing; each once.
    ///   - probe: makes a call for ``nobody``, and returns the code of its error.
    package init(
        tell: @escaping @Sendable (Standing) -> Void, probe: @escaping @Sendable () async -> LockerError.Code?
    ) {
        (self.tell, self.probe) = (tell, probe)
    }

    convenience init(at daemon: LinkedDaemon, tell: @escaping @Sendable (Standing) -> Void) {
        self.init(tell: tell) {
            do throws(LockerError) {
                _ = try await daemon.call(
                    LockerMethods.usage, .init(), for: FrontendRole.nobody, within: LinkBounds.health)
                return nil
            } catch {
                return error.code
            }
        }
    }

    package var standing: Standing { known.withLock { $0 } }

    /// Looks. What the daemon does not answer leaves all as it was.
    package func look() async {
        let standing: Standing
        switch await probe() {
        case nil, .notFound: standing = .given
        case .permissionDenied: standing = .missing
        default: return
        }
        let before = known.withLock { known -> Standing in
            defer { known = standing }
            return known
        }
        if before != standing, before == .missing || standing == .missing { tell(standing) }
    }

    /// What is to be done where it is missing, for the log.
    package static func remedy(userID: UInt32) -> String {
        "the daemon lets this gateway act for nobody; run 'locker admin account add locker-gateway --role frontend --uid "
            + "\(userID)' as the operator. Where uid \(userID) has an account already, 'locker admin account rebind NAME "
            + "--uid none' frees it first"
    }
}
