import LockerBase

/// What of a long sync goes together.
enum SyncBatches {
    /// Parts of `items`, in order, of at most `files` items, each begun with fewer than `bytes` bytes in it. Without
    /// items there is one empty part: links and removals are committed with the last.
    static func split(_ items: [TreeItem], files: Int, bytes: Int) -> [ArraySlice<TreeItem>] {
        var parts: [ArraySlice<TreeItem>] = []
        var start = 0
        var size = 0
        for index in items.indices {
            if index - start >= files || size >= bytes {
                parts.append(items[start..<index])
                start = index
                size = 0
            }
            size += items[index].stamp?.size ?? 0
        }
        return parts + [items[start...]]
    }

    /// How many of `items`, and how many bytes of them, each part has, by the same rules.
    static func split(_ items: SortedTable<TreeItem>, files: Int, bytes: Int) throws(LockerError) -> [SyncBatch] {
        var (parts, part, reader) = ([SyncBatch](), SyncBatch(), items.reader())
        while let item = try reader.next() {
            if part.files >= files || part.bytes >= bytes {
                parts.append(part)
                part = SyncBatch()
            }
            part.files += 1
            part.bytes += item.stamp?.size ?? 0
        }
        return parts + [part]
    }
}
