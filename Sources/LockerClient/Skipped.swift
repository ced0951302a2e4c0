import LockerBase

/// Something that was passed over, and why.
public struct Skipped: Sendable, Equatable {
    /// The path below the folder of the transfer, as the disk or the library has it.
    public let path: [UInt8]
    /// Why, for a human: names the remedy where there is one.
    public let reason: String

    public init(path: [UInt8], reason: String) {
        self.path = path
        self.reason = reason
    }
}
