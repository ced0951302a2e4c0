/// What all accounts hold together; for the operator only.
public struct Totals: Hashable, Sendable {
    /// All there are, also those that are disabled or hold nothing.
    public let accounts: Int64
    /// Distinct blobs that a retained revision of any library, or the catalog, refers to.
    public let blobs: Int64
    /// The sum of the sizes of the files in the newest revisions of all libraries.
    /// 2^63 - 1 stands for that and anything larger.
    public let logicalBytes: Int64
    /// Songs in the catalog.
    public let catalogTracks: Int64

    package init(accounts: Int64, blobs: Int64, logicalBytes: Int64, catalogTracks: Int64) {
        self.accounts = accounts
        self.blobs = blobs
        self.logicalBytes = logicalBytes
        self.catalogTracks = catalogTracks
    }
}
