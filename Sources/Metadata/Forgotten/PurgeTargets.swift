import LockerBase

/// Paths of a library that are to be taken out of all of its revisions.
public struct PurgeTargets: Hashable, Sendable {
    /// In order, each once; where folders are meant, none lies below another.
    public let paths: [EntryPath]
    /// Whether what lies below the paths is meant too.
    public let isRecursive: Bool

    /// Takes both as they are: what the order of the paths is, and what they share, whoever makes it sees to.
    public init(_ paths: [EntryPath], isRecursive: Bool) {
        self.paths = paths
        self.isRecursive = isRecursive
    }
}
