import LockerBase
import Metadata
import PackEngine

/// Something that is damaged, and what of people's it belongs to.
public struct DamageNotice: Sendable {
    public let finding: Finding
    /// The files that need it, at most a hundred.
    public let holders: [Holder]
    /// Whether there are more.
    public let more: Bool
}

/// A file of a library that cannot be read back.
public struct DamagedFile: Sendable {
    public let blob: Digest
    public let holder: Holder
}
