import LockerBase

/// How two revisions of a library differ at one path.
public struct Change: Hashable, Sendable {
    /// Where in the library they differ.
    public let path: EntryPath
    /// The entry in the later revision. Nil: only the earlier one has one, or had one before that was purged.
    public let entry: Entry?
    /// Whether the earlier revision has an entry at this path. False and without ``entry``: what the earlier one had was
    /// purged, and is told as gone to whoever remembers it.
    public let existed: Bool

    package init(path: EntryPath, entry: Entry?, existed: Bool) {
        self.path = path
        self.entry = entry
        self.existed = existed
    }
}
