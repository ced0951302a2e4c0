import LockerBase

/// What a commit changes in a library, worked out against its newest revision: nothing in it is without effect.
///
/// Made by ``CommitStore/effectiveDelta(of:removals:in:)`` and applied by
/// ``CommitStore/commit(_:as:created:from:saying:check:)``. All three lists are in path order, and no path is in two of them.
public struct Delta: Hashable, Sendable {
    /// The ``Library/id`` of the library that it was worked out for.
    public let library: Int64
    /// The library's newest revision at that time, the only one that it can be applied to; 0 when it had none.
    public let base: Int64
    /// Entries at paths where the base has none.
    public let additions: [Entry]
    /// Entries that replace different ones of the base.
    public let changes: [Entry]
    /// Paths whose entries are in the base and not in the next revision.
    public let removals: [EntryPath]
    /// Puts that change nothing and name the chunk that their content is, where the base's entry of the same content
    /// needs the recipe in a record.
    public let retold: [Entry]
    /// The files in the next revision. Links and folders are not counted.
    public let files: Int64
    /// The sum of the sizes of those files.
    public let logicalBytes: Int64
    /// The sizes of the files that are added, changed and removed.
    public let bytes: ChangedBytes
    /// Tracks among those that it puts of which the catalog gave the audio: nothing of that was sent.
    public var matched: Set<Digest> = []

    package init(
        library: Int64, base: Int64, additions: [Entry], changes: [Entry], removals: [EntryPath],
        retold: [Entry] = [], files: Int64, logicalBytes: Int64, bytes: ChangedBytes = ChangedBytes()
    ) {
        self.library = library
        self.base = base
        self.additions = additions
        self.changes = changes
        self.removals = removals
        self.retold = retold
        self.files = files
        self.logicalBytes = logicalBytes
        self.bytes = bytes
    }

    /// Whether the next revision would be the same as the base.
    public var isEmpty: Bool { additions.isEmpty && changes.isEmpty && removals.isEmpty }

    /// The entries that the next revision adds to what is retained, and the bytes of their paths and targets.
    var added: (versions: Int64, nameBytes: Int64) {
        let bytes = additions.reduce(0) { $0 + $1.nameBytes } + changes.reduce(0) { $0 + $1.nameBytes }
        return (Int64(additions.count + changes.count), Int64(bytes))
    }
}
