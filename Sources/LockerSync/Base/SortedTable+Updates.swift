import LockerBase

extension SortedTable where Row == RememberedItem {
    /// These items, but for what `updates` say. Of what they say of one path, the last table's counts.
    func applying(
        _ updates: [SortedTable<StateUpdate>], to store: PageStore
    ) throws(LockerError) -> SortedTable<RememberedItem> {
        var (items, updates) = (reader(), try MergedReader(updates))
        var writer = TableWriter<RememberedItem>(to: store)
        var (item, update) = (try items.next(), try updates.next())
        while let change = update {
            while let known = item, known.item.path < change.path {
                writer.append(known)
                item = try items.next()
            }
            if let known = item, known.item.path == change.path { item = try items.next() }
            update = try updates.next()
            if let kept = change.item, update?.path != change.path { writer.append(kept) }
        }
        while let known = item {
            writer.append(known)
            item = try items.next()
        }
        return try writer.finish()
    }
}
