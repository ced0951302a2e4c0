/// What all record headers of a pack share, and those of no other pack.
public struct RecordStamp: Equatable, Sendable {
    public let version: PackVersion
    /// Random; part of the seed of every record header's checksum.
    public let salt: UInt64

    public init(version: PackVersion = .newest, salt: UInt64) {
        self.version = version
        self.salt = salt
    }
}
