import LockerBase
import Metadata

extension Locker {
    /// Makes an account; the operator's call.
    public func addAccount(
        named name: String, userID: UInt32?, role: Account.Role, quota: Int64?
    ) throws(LockerError) -> AccountUsage {
        let account = try metadata.addAccount(
            named: name, userID: userID, role: role, quota: quota, created: Clock.now())
        return try metadata.usage(of: account)
    }

    /// All accounts with what they hold, in the order of their names; the operator's call.
    public func accounts() throws(LockerError) -> [AccountUsage] {
        try metadata.usages()
    }

    /// Sets an account's quota in logical bytes, or with nil takes it away; the operator's call.
    public func setQuota(_ quota: Int64?, ofAccountNamed name: String) throws(LockerError) -> AccountUsage {
        try metadata.usage(of: try metadata.setQuota(quota, ofAccountNamed: name))
    }

    /// Removes an account with its libraries and all their revisions; the operator's call.
    ///
    /// The packs are told first, so that nobody who reads them finds the account again.
    public func removeAccount(named name: String) throws(LockerError) {
        if let account = try metadata.account(named: name) {
            let record = try Locker_Store_V1_Commit(removing: account, created: Clock.now()).recordBytes()
            try appendDurably([(SHA256.digest(of: record), record)])
        }
        try metadata.removeAccount(named: name)
    }
}
