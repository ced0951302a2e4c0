import DaemonLink
import LockerAPI
import LockerBase
import Logging
import Synchronization

/// Sees to it that whoever is a person of the gateway has an account with the daemon, where the gateway is a manager.
final class AccountMaker: Sendable {
    private let daemon: LinkedDaemon
    private let logger: Logger
    private let isTold = Atomic(false)

    init(daemon: LinkedDaemon, logger: Logger) {
        (self.daemon, self.logger) = (daemon, logger)
    }

    /// Makes the account of `person` unless there is one. Returns false where that is to be tried again.
    func ensure(_ person: String) async -> Bool {
        var request = Locker_V1_AddAccountRequest()
        (request.name, request.role) = (person, .user)
        do throws(LockerError) {
            _ = try await daemon.call(AdminMethods.addAccount, request)
            logger.notice("an account was made", metadata: ["person": "\(person)"])
            return true
        } catch {
            switch error.code {
            case .alreadyExists: return true
            case .permissionDenied:
                // Said once, since there are as many people as there are.
                if !isTold.exchange(true, ordering: .relaxed) {
                    logger.info(
                        "the gateway is no manager; where there is no account, 'locker admin account add' makes it")
                }
                return true
            default:
                logger.warning("an account cannot be made", metadata: ["person": "\(person)", "error": "\(error)"])
                return false
            }
        }
    }
}
