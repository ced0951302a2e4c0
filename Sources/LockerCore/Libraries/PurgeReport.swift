import Metadata

/// What a purge took out of a library, or would.
public struct PurgeReport: Sendable, Equatable {
    /// The revision that it made; of a rehearsal the newest one.
    public let revision: Int64
    /// What the revisions had.
    public let entries: PurgedEntries
}
