import LockerBase

/// One path of a library, with what is there.
public struct Entry: Hashable, Sendable {
    /// Where it is in its library; unique in a revision.
    public let path: EntryPath
    /// Which says what the other fields mean, and which of them are nil.
    public let kind: Kind
    /// Of a file its length in bytes, of a link the length of its target, of a folder 0.
    public let size: Int64
    /// Of a file, and only of a file: the digest of its recipe.
    public let blob: Digest?
    /// Modification time, in nanoseconds since 1970 UTC.
    public let modified: Int64
    /// Of a file whose audio is known apart from its tags: the track digest.
    public let track: Digest?
    /// Of a link, and only of a link: the bytes that it points to.
    public let target: [UInt8]?
    /// Of a file or a folder: its permission bits, at most ``maximumMode``; nil when they are not known.
    public let mode: UInt32?
    /// Of a file that is this one chunk of ``size`` bytes, and nothing else is known of it: then its recipe is in no
    /// record. Nil: a record has the recipe.
    public let chunk: Digest?
    /// What programs say of it. Nil: nothing, and of an entry that is to be put, that what was said before stays
    /// (``CommitStore/effectiveDelta(of:removals:in:)``).
    public let attributes: EntryAttributes?

    /// All permission bits that are kept: those of owner, group and others.
    public static let maximumMode: UInt32 = 0o777

    /// Takes the fields as they are; ``CommitStore/effectiveDelta(of:removals:in:)`` refuses an entry whose fields do
    /// not fit its kind.
    public init(
        path: EntryPath, kind: Kind, size: Int64, blob: Digest? = nil, modified: Int64, track: Digest? = nil,
        target: [UInt8]? = nil, mode: UInt32? = nil, chunk: Digest? = nil, attributes: EntryAttributes? = nil
    ) {
        self.path = path
        self.kind = kind
        self.size = size
        self.blob = blob
        self.modified = modified
        self.track = track
        self.target = target
        self.mode = mode
        self.chunk = chunk
        self.attributes = attributes
    }

    /// What is at a path. The numbers are those of the database.
    public enum Kind: Int, Sendable, CaseIterable {
        case file = 1
        /// A symbolic link, kept as a link.
        case symlink = 2
        /// A folder with nothing in it; other folders follow from the paths below them.
        case folder = 3
    }
}
