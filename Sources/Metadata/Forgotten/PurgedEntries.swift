import LockerBase

/// What lies at some paths of a library, in all of its revisions together.
public struct PurgedEntries: Hashable, Sendable {
    /// Retained revisions that have any of it.
    public let revisions: Int64
    /// Different paths with an entry.
    public let paths: Int64
    /// Entries; one that stayed the same over several revisions counts once.
    public let versions: Int64
    /// Of the files among those; 2^63 - 1 stands for that and anything larger.
    public let logicalBytes: Int64
    /// The first path that was asked for and has nothing; nil where each has something.
    public let missing: EntryPath?

    /// What a store has counted.
    package init(revisions: Int64, paths: Int64, versions: Int64, logicalBytes: Int64, missing: EntryPath?) {
        (self.revisions, self.paths, self.versions) = (revisions, paths, versions)
        (self.logicalBytes, self.missing) = (logicalBytes, missing)
    }

    /// More entries than were to be looked at.
    package init(beyond limit: Int64) {
        self.init(revisions: 0, paths: 0, versions: limit + 1, logicalBytes: 0, missing: nil)
    }
}
