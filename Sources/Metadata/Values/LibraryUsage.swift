/// What the newest revision of one library holds.
public struct LibraryUsage: Hashable, Sendable {
    /// The library's name, unique among its account's.
    public let name: String
    /// The number of the newest revision; 0 before the first commit.
    public let revision: Int64
    /// Its files. Links and folders are not counted.
    public let files: Int64
    /// The sum of the sizes of those files.
    public let logicalBytes: Int64
    /// Where it was last synced from. Nil: not known.
    public let source: Source?

    package init(name: String, revision: Int64, files: Int64, logicalBytes: Int64, source: Source?) {
        self.name = name
        self.revision = revision
        self.files = files
        self.logicalBytes = logicalBytes
        self.source = source
    }
}
