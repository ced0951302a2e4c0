import LockerBase

/// Something that was passed over, and why.
public struct Skipped: Sendable, Equatable {
    /// The path below the folder of the transfer, as the disk or the library has it.
    public let path: [UInt8]
    /// Why, for a human: names the remedy where there is one.
    public let reason: String

    /// - Parameter reason: the message of an error that concerns this path alone begins with it, which is said already.
    public init(path: [UInt8], reason: String) {
        self.path = path
        let prefix = EntryPath.printable(path) + ": "
        self.reason = reason.hasPrefix(prefix) ? String(reason.dropFirst(prefix.count)) : reason
    }
}
