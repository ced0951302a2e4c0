/// What a commit did.
public struct Committed: Sendable {
    /// The new revision, or the newest one when nothing differed from it; 0 for a library without any.
    public let revision: Int64
    public let added: Int64
    public let changed: Int64
    public let removed: Int64
}
