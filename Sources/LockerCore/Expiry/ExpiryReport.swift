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

    /// Counts a library that keeps its revisions from `first` on.
    mutating func add(_ library: Library, first: Int64) {
        expired += first - library.first
        kept += library.newest - first + 1
    }
}
