import LockerBase

extension KnownDevice {
    /// - Throws: ``LockerError/Code/invalidArgument`` for bytes that are no device's number.
    public static func checkNumber(_ number: some Collection<UInt8>) throws(LockerError) {
        guard number.count == numberLength else {
            throw LockerError(
                .invalidArgument, "a device is named by \(numberLength) bytes, and not by \(number.count)")
        }
    }

    /// - Throws: ``LockerError/Code/invalidArgument`` for a name that is too long, or has control characters.
    public static func checkName(_ name: String) throws(LockerError) {
        guard name.utf8.count <= maximumNameLength, !name.hasControlCharacters else {
            throw LockerError(
                .invalidArgument,
                "'\(EntryPath.printable(name.utf8.prefix(maximumNameLength)))': not a device's name; use at most "
                    + "\(maximumNameLength) bytes of text without control characters")
        }
    }

    /// Checks what a device is called from now on. One that was called so before goes on, whatever its name is.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` with the rule.
    public static func checkNewName(_ name: String) throws(LockerError) {
        try ListedName.check(name, as: "a device's name", maximumLength: maximumNameLength)
    }

    /// The refusal of a device that was removed.
    public func isRemoved(from account: String) -> LockerError {
        LockerError(
            .permissionDenied,
            "\(shown) was removed from account \(account), and may neither bring, change nor pull anything; what "
                + "it brought before is there",
            details: [.account: account, .device: text], hint: .restoreDevice)
    }

    /// The refusal of a number that no device of the account has.
    public static func isUnknown(_ number: [UInt8]) -> LockerError {
        let text = number.hexText
        return LockerError(
            .notFound, "device \(text): the account has none of this number", details: [.device: text],
            hint: .listDevices)
    }

    /// The refusal of one more device beside as many as there may be, of which `oldest` was not heard of for the
    /// longest.
    public static func areTooMany(of account: String, oldest: KnownDevice?) -> LockerError {
        let remedy = oldest.map { "remove one; \($0.shown) has not been heard of for the longest" } ?? "remove one"
        return LockerError(
            .tooMany, "account \(account) has \(maximumPerAccount) devices, the most that there may be; \(remedy)",
            details: [.account: account], hint: .listDevices)
    }
}
