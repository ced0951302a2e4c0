/// What an account may be called, and the person whose account it is.
package enum AccountName {
    /// The most bytes in a name.
    package static let maximumLength = 64

    /// Checks that `name` may name an account: 1 to 64 ASCII letters, digits, `.`, `_`, `@`, `+` and `-`, the first of
    /// them a letter, a digit or `_`. That admits the user names of useradd(8) and most mail addresses, and keeps a
    /// name from looking like an option or a hidden file.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` with the name and the rule.
    package static func check(_ name: String) throws(LockerError) {
        let bytes = name.utf8
        let allowed = bytes.allSatisfy { isAlphanumeric($0) || "._@+-".utf8.contains($0) }
        let startsWell = bytes.first.map { isAlphanumeric($0) || $0 == UInt8(ascii: "_") } ?? false
        guard allowed, startsWell, bytes.count <= maximumLength else {
            throw LockerError(
                .invalidArgument,
                "'\(EntryPath.printable(bytes))': not an account name; use 1 to \(maximumLength) ASCII letters, "
                    + "digits and . _ @ + -, the first a letter, a digit or _")
        }
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
