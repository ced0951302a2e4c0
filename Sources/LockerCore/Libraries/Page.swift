import LockerBase

/// One page of a list, and whether more follows.
public struct Page<Element: Sendable>: Sendable {
    /// The revision that was listed.
    public let revision: Int64
    /// In the order of the list; without any where the page is partial and found nothing yet.
    public let elements: [Element]
    /// Whether the list goes on behind this page.
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
