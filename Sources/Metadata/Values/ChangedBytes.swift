/// The bytes of the files that a revision added, changed and removed: logical ones, as people count them. What is
/// beyond a number is the largest there is.
public struct ChangedBytes: Hashable, Sendable {
    /// Of files at paths where the revision before had none.
    public private(set) var added: Int64
    /// Of files with other content than the revision before had at their paths, as long as they are now.
    public private(set) var changed: Int64
    /// Of files at paths where only the revision before had an entry.
    public private(set) var removed: Int64

    /// So many bytes of each.
    public init(added: Int64 = 0, changed: Int64 = 0, removed: Int64 = 0) {
        (self.added, self.changed, self.removed) = (added, changed, removed)
    }

    /// Counts an entry that was not there before.
    package mutating func add(_ entry: Entry) {
        added = ChangedBytes.sum(added, entry)
    }

    /// Counts an entry that takes the place of another one. A time or permission bits that changed alone are no bytes.
    package mutating func change(_ old: Entry, to new: Entry) {
        if old.blob != new.blob { changed = ChangedBytes.sum(changed, new) }
    }

    /// Counts an entry that is gone.
    package mutating func remove(_ entry: Entry) {
        removed = ChangedBytes.sum(removed, entry)
    }

    private static func sum(_ bytes: Int64, _ entry: Entry) -> Int64 {
        guard entry.kind == .file else { return bytes }
        let (sum, overflow) = bytes.addingReportingOverflow(entry.size)
        return overflow ? .max : sum
    }
}
