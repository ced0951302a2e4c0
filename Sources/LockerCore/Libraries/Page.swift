import LockerBase

/// One page of a list, and whether more follows.
public struct Page<Element: Sendable>: Sendable {
    /// The revision that was listed.
    public let revision: Int64
    public let elements: [Element]
    public let more: Bool
    /// The path behind which a page goes on that is partial; nil when nothing follows, and of revisions.
    public let next: EntryPath?

    init(revision: Int64, _ elements: [Element], more: Bool, next: EntryPath? = nil) {
        self.revision = revision
        self.elements = elements
        self.more = more
        self.next = next
    }
}
