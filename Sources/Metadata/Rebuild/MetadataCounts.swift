/// What metadata that were written anew hold.
public struct MetadataCounts: Hashable, Sendable {
    /// Also those without a library.
    public internal(set) var accounts: Int64 = 0
    /// Also those without a revision.
    public internal(set) var libraries: Int64 = 0
    /// Retained revisions.
    public internal(set) var revisions: Int64 = 0
    /// Entries of all retained revisions; one that stayed the same over several counts once.
    public internal(set) var entries: Int64 = 0
    /// Songs of the catalog.
    public internal(set) var catalogTracks: Int64 = 0

    /// Of metadata that hold nothing.
    public init() {}
}
