import LockerBase
import Metadata
import PackEngine

/// Something that is damaged, and what of people's it belongs to.
public struct DamageNotice: Sendable {
    /// What is damaged, as the packs say it.
    public let finding: Finding
    /// The files that need it, at most a hundred.
    public let holders: [Holder]
    /// Whether there are more.
    public let more: Bool
}

/// A file of a library that cannot be read back.
public struct DamagedFile: Sendable {
    /// The digest of the file's recipe.
    public let blob: Digest
    /// The entry of the caller's library, and the revisions that have it.
    public let holder: Holder
}
