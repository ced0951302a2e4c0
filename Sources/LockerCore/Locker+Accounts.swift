import LockerBase
import Metadata

extension Locker {
    /// Makes an account; the operator's call.
    public func addAccount(
        named name: String, userID: UInt32?, role: Account.Role, quota: Int64?
    ) throws(LockerError) -> AccountUsage {
        try metadata.usage(of: try register.add(named: name, userID: userID, role: role, quota: quota))
    }

    /// All accounts with what they hold, in the order of their names; the operator's call.
    public func accounts() throws(LockerError) -> [AccountUsage] {
        try metadata.usages()
    }

    /// Sets an account's quota in logical bytes, or with nil takes it away; the operator's call.
    public func setQuota(_ quota: Int64?, ofAccountNamed name: String) throws(LockerError) -> AccountUsage {
        try metadata.usage(of: try register.setQuota(quota, ofAccountNamed: name))
    }

    /// Removes an account with its libraries and all their revisions; the operator's call.
    public func removeAccount(named name: String) throws(LockerError) {
        try register.remove(named: name)
    }
}
