import LockerBase

extension Account {
    /// The most bytes in a name.
    public static let maximumNameLength = 64

    /// Checks that `name` may name an account: 1 to 64 ASCII letters, digits, `.`, `_`, `@`, `+` and `-`, the first of
    /// them a letter, a digit or `_`. That admits the user names of useradd(8) and most mail addresses, and keeps a
    /// name from looking like an option or a hidden file.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` with the name and the rule.
    public static func checkName(_ name: String) throws(LockerError) {
        let bytes = name.utf8
        let allowed = bytes.allSatisfy { isAlphanumeric($0) || "._@+-".utf8.contains($0) }
        let startsWell = bytes.first.map { isAlphanumeric($0) || $0 == UInt8(ascii: "_") } ?? false
        guard allowed, startsWell, bytes.count <= maximumNameLength else {
            throw LockerError(
                .invalidArgument,
                "'\(EntryPath.printable(bytes))': not an account name; use 1 to \(maximumNameLength) ASCII letters, "
                    + "digits and . _ @ + -, the first a letter, a digit or _")
        }
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

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
