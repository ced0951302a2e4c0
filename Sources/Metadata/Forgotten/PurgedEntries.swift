import LockerBase

/// What lies at some paths of a library, in all of its revisions together.
public struct PurgedEntries: Hashable, Sendable {
    /// Retained revisions that have any of it.
    public internal(set) var revisions: Int64 = 0
    /// Different paths with an entry.
    public internal(set) var paths: Int64 = 0
    /// Entries; one that stayed the same over several revisions counts once.
    public internal(set) var versions: Int64 = 0
    /// Of the files among those; 2^63 - 1 stands for that and anything larger.
    public internal(set) var logicalBytes: Int64 = 0
    /// The first path that was asked for and has nothing; nil where each has something.
    public internal(set) var missing: EntryPath?

    /// Nothing.
    public init() {}

    /// What a store of another kind has counted.
    package init(revisions: Int64, paths: Int64, versions: Int64, logicalBytes: Int64, missing: EntryPath?) {
        (self.revisions, self.paths, self.versions) = (revisions, paths, versions)
        (self.logicalBytes, self.missing) = (logicalBytes, missing)
    }
}
