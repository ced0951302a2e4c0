import DaemonLink
import LockerAPI
import LockerBase
import Logging

/// Sees to it that whoever is a person of the gateway has an account with the daemon, where the gateway is a manager.
struct AccountMaker: Sendable {
    let daemon: LinkedDaemon
    let logger: Logger

    /// Makes the account of `person` unless there is one. Returns false where that is to be tried again: the daemon is away.
    func ensure(_ person: String) async -> Bool {
        var request = Locker_V1_AddAccountRequest()
        (request.name, request.role) = (person, .user)
        do throws(LockerError) {
            _ = try await daemon.call(AdminMethods.addAccount, request)
            logger.notice("an account was made", metadata: ["person": "\(person)"])
        } catch {
            switch error.code {
            case .alreadyExists: break
            case .unavailable, .timedOut, .tooMany: return false
            case .permissionDenied:
                logger.info(
                    "accounts are made by the operator: the gateway is no manager", metadata: ["person": "\(person)"])
            default:
                logger.warning("an account cannot be made", metadata: ["person": "\(person)", "error": "\(error)"])
            }
        }
        return true
    }
}
