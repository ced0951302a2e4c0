import Metadata

/// What a rebuild did.
public struct RebuildReport: Sendable {
    /// What the new database holds.
    public var metadata = MetadataCounts()
    /// Records in the index.
    public var records = 0
    /// What is not in the new database because nobody was ever told of it; the log names each.
    public var leftOut = 0
    /// What could not be told because records of it are damaged or missing; the log names each.
    public var lost = 0
    /// How long it took.
    public var seconds = 0.0
}
