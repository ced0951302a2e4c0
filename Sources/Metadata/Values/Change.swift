import LockerBase

/// How two revisions of a library differ at one path.
public struct Change: Hashable, Sendable {
    /// Where in the library they differ.
    public let path: EntryPath
    /// The entry in the later revision. Nil: only the earlier one has one.
    public let entry: Entry?
    /// Whether the earlier revision has an entry at this path.
    public let existed: Bool

    package init(path: EntryPath, entry: Entry?, existed: Bool) {
        self.path = path
        self.entry = entry
        self.existed = existed
    }
}
