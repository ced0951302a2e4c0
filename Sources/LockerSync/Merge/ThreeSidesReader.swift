import LockerBase

/// Reads a folder, what is remembered of it and what its library has changed side by side, path by path. For one thread.
struct ThreeSidesReader {
    private let isAgreed: Bool
    private var items: TableReader<TreeItem>
    private var memory: TableReader<RememberedItem>
    private var changes: TableReader<LibraryChange>
    private var item: TreeItem?
    private var known: RememberedItem?
    private var change: LibraryChange?

    init(_ tree: SortedTable<TreeItem>, _ base: AgreedBase) throws(LockerError) {
        isAgreed = base.isAgreed
        (items, memory, changes) = (tree.reader(), base.known.reader(), base.changes.reader())
        item = try items.next()
        known = try memory.next()
        change = try changes.next()
    }

    /// What is at the next path that any of them has; nil at the end.
    mutating func next() throws(LockerError) -> ThreeSides? {
        guard
            let path = ThreeSidesReader.first(
                ThreeSidesReader.first(item?.path, known?.item.path), change?.path)
        else { return nil }
        var (local, remembered, made): (TreeItem?, RememberedItem?, LibraryChange?) = (nil, nil, nil)
        if item?.path == path { (local, item) = (item, try items.next()) }
        if known?.item.path == path { (remembered, known) = (known, try memory.next()) }
        if change?.path == path { (made, change) = (change, try changes.next()) }
        return ThreeSides(path, local: local, known: remembered, isAgreed: isAgreed, change: made)
    }

    private static func first(_ one: EntryPath?, _ other: EntryPath?) -> EntryPath? {
        guard let one else { return other }
        guard let other else { return one }
        return other < one ? other : one
    }
}
