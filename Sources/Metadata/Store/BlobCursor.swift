/// Where in a library's blobs a page ended.
public struct BlobCursor: Sendable {
    /// The revision that brought the entry where it ended, and the entry's number in the back end.
    public let since: Int64
    public let entry: Int64

    public init(since: Int64, entry: Int64) {
        self.since = since
        self.entry = entry
    }
}
