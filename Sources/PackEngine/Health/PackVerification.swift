import LockerBase

/// A pack, and when it was last verified.
public struct VerifiablePack: Sendable {
    /// Class and number of the pack.
    public let name: PackName
    /// Its bytes, without what is only reserved in its file.
    public let size: Int
    /// When all of it was last read and checked, in seconds since 1970 UTC; nil for never, and for a pack that is still
    /// written.
    public let verified: Int64?
    /// Whether it is written to no more, and wholly in the index.
    public let isSealed: Bool
}

/// What verifying a pack found.
public struct PackVerification: Sendable {
    /// Records that were looked at.
    public internal(set) var records = 0
    /// Bytes of the records that were looked at, headers and padding included.
    public internal(set) var bytes = 0
    /// Records that are damaged, and the pack itself if it is.
    public internal(set) var damaged = 0
    /// What was damaged and could be made anew from the rest: a footer, a header, an entry of the index.
    public internal(set) var mended = 0
    /// Whether the pack could be opened and looked at.
    public internal(set) var isComplete = true
    /// Why it is not remembered that the pack was verified, when it is not: a full disk takes no note of it.
    public internal(set) var unnoted: LockerError?
}

/// How closely a verification looks.
public enum VerificationDepth: Sendable {
    /// Header, footer and trailer of each pack, and whether the index has every record.
    case structure
    /// Besides, every byte of every record.
    case records
}
