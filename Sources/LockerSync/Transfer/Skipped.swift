import LockerBase

/// Something that was passed over, and why.
package struct Skipped: Sendable, Equatable {
    /// The path below the folder of the transfer, as the disk or the library has it.
    package let path: [UInt8]
    /// Why, for a human: names the remedy where there is one.
    package let reason: String

    /// - Parameter reason: the message of an error that concerns this path alone begins with it, which is said already.
    package init(path: [UInt8], reason: String) {
        self.path = path
        let prefix = EntryPath.printable(path) + ": "
        self.reason = reason.hasPrefix(prefix) ? String(reason.dropFirst(prefix.count)) : reason
    }
}
