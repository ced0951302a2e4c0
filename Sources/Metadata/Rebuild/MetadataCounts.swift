/// What metadata that were written anew hold.
public struct MetadataCounts: Hashable, Sendable {
    public internal(set) var accounts: Int64 = 0
    public internal(set) var libraries: Int64 = 0
    /// Retained revisions.
    public internal(set) var revisions: Int64 = 0
    /// Entries of all retained revisions; one that stayed the same over several counts once.
    public internal(set) var entries: Int64 = 0
    public internal(set) var catalogTracks: Int64 = 0

    public init() {}
}
