import DaemonLink
import LockerAPI
import LockerBase
import Logging

/// Sees to it that whoever is a person of the gateway has an account with the daemon, where the gateway is a manager.
struct AccountMaker: Sendable {
    let daemon: LinkedDaemon
    let logger: Logger

    /// Makes the account of `person` unless there is one.
    func ensure(_ person: String) async {
        var request = Locker_V1_AddAccountRequest()
        (request.name, request.role) = (person, .user)
        do throws(LockerError) {
            _ = try await daemon.call(AdminMethods.addAccount, request)
            logger.notice("an account was made", metadata: ["person": "\(person)"])
        } catch {
            switch error.code {
            case .alreadyExists: break
            case .permissionDenied:
                logger.info(
                    "the gateway is no manager; where there is no account, 'locker admin account add' makes it",
                    metadata: ["person": "\(person)"])
            default:
                logger.warning("an account cannot be made", metadata: ["person": "\(person)", "error": "\(error)"])
            }
        }
    }
}
