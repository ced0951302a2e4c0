import Metadata

/// What expiring revisions did, or in a dry run would do.
public struct ExpiryReport: Sendable, Equatable {
    /// Libraries with a revision that were looked at.
    public internal(set) var libraries: Int64 = 0
    /// Their revisions that are gone.
    public internal(set) var expired: Int64 = 0
    /// Revisions of those libraries that stay, the newest of each among them.
    public internal(set) var kept: Int64 = 0
    /// Whether nothing was done, and the figures say what would be.
    public let isDryRun: Bool

    /// Counts a library of which so much is kept.
    mutating func add(_ selection: KeptRevisions) {
        expired += selection.expired
        kept += selection.kept
    }

    /// Counts a library that keeps all it has.
    mutating func add(whole library: Library) {
        kept += library.revisions
    }
}
