import LockerBase

extension Account {
    /// The most bytes in a name.
    public static let maximumNameLength = AccountName.maximumLength

    /// Checks that `name` may name an account: 1 to 64 ASCII letters, digits, `.`, `_`, `@`, `+` and `-`, the first of
    /// them a letter, a digit or `_`. That admits the user names of useradd(8) and most mail addresses, and keeps a
    /// name from looking like an option or a hidden file.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` with the name and the rule.
    public static func checkName(_ name: String) throws(LockerError) {
        try AccountName.check(name)
    }

    /// The refusal of a name that no account has.
    public static func isUnknown(_ name: String) -> LockerError {
        LockerError(.notFound, "account '\(EntryPath.printable(name.utf8))': there is none of this name")
    }

    package static func check(quota: Int64?, of name: String) throws(LockerError) {
        guard let quota, quota < 0 else { return }
        throw LockerError(
            .invalidArgument,
            "account '\(EntryPath.printable(name.utf8))': a quota of \(quota) bytes; use 0 or more, or none")
    }
}
