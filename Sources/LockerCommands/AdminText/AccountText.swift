import LockerAPI
import LockerBase

/// Accounts, in words and in JSON.
enum AccountText {
    static func table(_ accounts: [Locker_V1_Account]) -> String {
        var table = Table(["ACCOUNT", "UID", "ROLE", "FILES", "SIZE", "QUOTA", "STATE"], right: [1, 3, 4, 5])
        for account in accounts {
            table.add([
                account.name.printable, account.hasUid ? "\(account.uid)" : "-", RoleText.name(rights(of: account)),
                "\(account.files)", HumanText.size(account.logicalBytes),
                account.hasQuotaBytes ? HumanText.size(account.quotaBytes) : "-",
                account.disabled ? "disabled" : "enabled",
            ])
        }
        return table.text
    }

    /// What its user may do; of a daemon that does not tell, the account's own role.
    private static func rights(of account: Locker_V1_Account) -> Locker_V1_Role {
        account.rights == .unspecified ? account.role : account.rights
    }

    static func json(_ account: Locker_V1_Account) -> JSONValue {
        [
            "account": .string(account.name), "name": .string(account.name), "disabled": .bool(account.disabled),
            "uid": JSONValue(account.hasUid ? UInt64(account.uid) : nil),
            "role": .string(RoleText.name(account.role)),
            "rights": .string(RoleText.name(rights(of: account))), "files": .unsigned(account.files),
            "logical_bytes": .unsigned(account.logicalBytes),
            "quota_bytes": JSONValue(account.hasQuotaBytes ? account.quotaBytes : nil),
        ]
    }
}
