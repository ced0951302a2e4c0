/// What all record headers of a pack share, and those of no other pack.
public struct RecordStamp: Equatable, Sendable {
    /// That of the pack.
    public let version: PackVersion
    /// Random; part of the seed of every record header's checksum.
    public let salt: UInt64

    /// What the records of a pack with this salt have.
    public init(version: PackVersion = .newest, salt: UInt64) {
        self.version = version
        self.salt = salt
    }
}
