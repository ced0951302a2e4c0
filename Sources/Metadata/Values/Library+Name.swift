import LockerBase

extension Library {
    /// The most UTF-8 bytes in a name.
    public static let maximumNameLength = 255

    /// The name as text that is safe to print.
    public var shownName: String { EntryPath.printable(name.utf8) }

    /// Checks that `name` may name a library: 1 to 255 bytes of UTF-8 without control characters.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` with the name and the rule.
    public static func checkName(_ name: String) throws(LockerError) {
        guard !name.isEmpty, name.utf8.count <= maximumNameLength, !name.hasControlCharacters else {
            throw LockerError(
                .invalidArgument,
                "'\(EntryPath.printable(name.utf8))': not a library name; use 1 to \(maximumNameLength) bytes of text "
                    + "without control characters")
        }
    }

    /// The refusal of a name that another library of the account has.
    public static func nameIsTaken(_ name: String) -> LockerError {
        LockerError(
            .alreadyExists,
            "library '\(EntryPath.printable(name.utf8))': there is one of this name; choose another, or remove that one"
        )
    }
}

extension Library {
    /// The most libraries that an account may have: what it owns is looked for in each of them.
    public static let maximumPerAccount: Int64 = 256
}

extension AccountHoldings {
    /// - Throws: ``LockerError/Code/tooMany`` when the account has as many libraries as it may have.
    public func checkHasRoomForALibrary() throws(LockerError) {
        guard libraries >= Library.maximumPerAccount else { return }
        throw LockerError(
            .tooMany,
            "account \(account) has \(libraries) libraries, and \(Library.maximumPerAccount) is the most; use one of them, or "
                + "delete one")
    }
}
