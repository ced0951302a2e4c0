import Metadata

/// What expiring revisions did, or in a dry run would do.
public struct ExpiryReport: Sendable, Equatable {
    /// Libraries with a revision that were looked at.
    public internal(set) var libraries: Int64 = 0
    /// Their revisions that are gone.
    public internal(set) var expired: Int64 = 0
    /// Revisions of those libraries that stay, the newest of each among them.
    public internal(set) var kept: Int64 = 0
    /// Those of them that the operator's rule does not keep, and people's own wishes do.
    public internal(set) var keptByOwn: Int64 = 0
    /// Why libraries keep all of which people ask for a span: the clock is not believed. Nil: they do not.
    public internal(set) var spansRefused: String?
    /// Whether nothing was done, and the figures say what would be.
    public let isDryRun: Bool

    /// Counts a library of which so much is kept.
    mutating func add(_ selection: KeptRevisions) {
        expired += selection.expired
        kept += selection.kept
        keptByOwn += selection.keptByOwn
    }

    /// Counts a library that keeps all it has.
    mutating func add(whole library: Library) {
        kept += library.revisions
    }
}
