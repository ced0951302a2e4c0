import LockerAPI
import LockerBase
import LockerCore
import Metadata

extension Account.Role {
    /// - Throws: ``LockerError/Code/invalidArgument`` for a role that an account cannot have.
    init(_ role: Locker_V1_Role) throws(LockerError) {
        switch role {
        case .user, .unspecified: self = .user
        case .frontend: self = .frontend
        case .manager: self = .manager
        case .operator, .UNRECOGNIZED:
            throw LockerError(
                .invalidArgument,
                "an account's role is user, frontend or manager; operators are named in the configuration")
        }
    }
}

extension Locker_V1_Account {
    /// - Parameter authority: who knows what its user may do.
    init(_ usage: AccountUsage, by authority: Authority) {
        self.init()
        name = usage.account.name
        if let userID = usage.account.userID { uid = userID }
        if let quota = usage.account.quota { quotaBytes = UInt64(quota) }
        role = Locker_V1_Role(usage.account.role)
        logicalBytes = UInt64(usage.logicalBytes)
        files = UInt64(usage.files)
        disabled = usage.account.isDisabled
        rights = Locker_V1_Role(authority.rights(of: usage.account))
    }
}

extension Locker_V1_Role {
    init(_ role: CallerRole) {
        self =
            switch role {
            case .user: .user
            case .frontend: .frontend
            case .manager: .manager
            case .operator: .operator
            }
    }

    fileprivate init(_ role: Account.Role) {
        self =
            switch role {
            case .user: .user
            case .frontend: .frontend
            case .manager: .manager
            }
    }
}
