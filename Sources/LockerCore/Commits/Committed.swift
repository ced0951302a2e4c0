/// What a commit did.
public struct Committed: Sendable {
    /// The new revision, or the newest one when nothing differed from it; 0 for a library without any.
    public let revision: Int64
    /// Entries at paths that had none before.
    public let added: Int64
    /// Entries that differ from those that were at their paths.
    public let changed: Int64
    /// Entries that are gone.
    public let removed: Int64
}
