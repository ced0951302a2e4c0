/// Where in a library's blobs a page ended.
public struct BlobCursor: Sendable {
    /// The revision that brought the entry where it ended.
    public let since: Int64
    /// The entry's number in the back end.
    public let entry: Int64

    /// Where a page begins that goes on behind an entry that was seen.
    public init(since: Int64, entry: Int64) {
        self.since = since
        self.entry = entry
    }
}
