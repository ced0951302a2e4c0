import LockerBase

/// Where a page begins and how much it may take.
public struct PageBounds: Sendable {
    /// Only what comes after this path: where the page before ended. It need not exist.
    public var after: EntryPath?
    /// The most entries or changes in it.
    public var elements: Int
    /// The most bytes of their paths and targets, and ``perElement`` for each; the first one is let in whatever it
    /// takes.
    public var bytes: Int
    /// The most work for it: a unit for each row that is looked at, and one for each 256 bytes of its path.
    public var work: Int

    /// What an entry takes in an answer besides its path and target, at most: digests, numbers and what tells them
    /// apart.
    public static let perElement = 128

    /// Work that takes some hundredths of a second.
    public static let usualWork = 10_000

    /// A page behind `after`, from the beginning with nil, that ends at whichever bound comes first.
    public init(
        after: EntryPath? = nil, elements: Int, bytes: Int = .max, work: Int = PageBounds.usualWork
    ) {
        self.after = after
        self.elements = elements
        self.bytes = bytes
        self.work = work
    }
}

/// A part of a listing, in path order.
public struct StoredPage<Element: Sendable>: Sendable {
    /// At most as many as the bounds allow, in path order.
    public package(set) var elements: [Element] = []
    /// The path behind which the listing goes on: that of the last element, or one up to which there is nothing more.
    /// Nil when nothing follows.
    public package(set) var next: EntryPath?
    /// Whether it ended because there was no room for the element that follows.
    public private(set) var isFull = false
    /// The work that it took, in the units of ``PageBounds/work``.
    public package(set) var work = 0
    /// What its elements take, as ``PageBounds/bytes`` counts it.
    public private(set) var bytes = 0

    private var last: EntryPath?

    package init() {}

    /// Takes `element`, if the page has room for it. When it has none, the page ends, and goes on behind the last
    /// element.
    package mutating func take(_ element: Element, at path: EntryPath, bytes count: Int, _ bounds: PageBounds) -> Bool {
        guard elements.count < bounds.elements, elements.isEmpty || count <= bounds.bytes - bytes else {
            (next, isFull) = (last, true)
            return false
        }
        elements.append(element)
        last = path
        bytes += count
        return true
    }
}
