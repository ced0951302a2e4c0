import LockerAPI
import LockerBase
import LockerCore
import Metadata

/// Answers calls that change accounts, of operators and of managers.
enum AccountCalls {
    /// Makes an account. A manager makes those of people of whom the system knows nothing, and which act for nobody
    /// else.
    static func add(
        _ locker: Locker, _ request: Locker_V1_AddAccountRequest, by userID: UInt32
    ) throws(LockerError) -> Locker_V1_Account {
        let role = try Account.Role(request.role)
        if request.hasUid || role != .user {
            let isOperator = try locker.authority.role(of: userID) == .operator
            guard isOperator else {
                throw LockerError(
                    .permissionDenied,
                    "a manager makes accounts of users, bound to no user of the system; ask the operator for others")
            }
        }
        let account = try locker.accounts.add(
            named: request.name, userID: request.hasUid ? request.uid : nil, role: role,
            quota: request.hasQuotaBytes ? try Number.size(request.quotaBytes) : nil)
        return Locker_V1_Account(account, by: locker.authority)
    }
}
