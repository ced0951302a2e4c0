/// A named tree of files of one account, as of the moment it was read.
public struct Library: Hashable, Sendable, Identifiable {
    /// The database's number for it, never given to another library.
    public let id: Int64
    /// The ``Account/id`` of whoever it belongs to.
    public let account: Int64
    /// Unique in its account; see ``checkName(_:)`` for what a name may be.
    public let name: String
    /// The number of its newest revision; 0 before its first commit.
    public let newest: Int64
    /// The number of its oldest revision that is retained; 1 before its first commit.
    public let first: Int64
    /// How many of those from ``first`` to ``newest`` are not retained.
    public let missing: Int64
    /// The files in the newest revision. Links and folders are not counted.
    public let files: Int64
    /// The sum of the sizes of those files.
    public let logicalBytes: Int64
    /// Where it was last synced from. Nil: not known.
    public let source: Source?

    package init(
        id: Int64, account: Int64, name: String, newest: Int64, first: Int64, missing: Int64 = 0, files: Int64,
        logicalBytes: Int64, source: Source?
    ) {
        self.id = id
        self.account = account
        self.name = name
        self.newest = newest
        self.first = first
        self.missing = missing
        self.files = files
        self.logicalBytes = logicalBytes
        self.source = source
    }

    /// How many revisions are retained.
    public var revisions: Int64 { newest - first + 1 - missing }
}
