import LockerBase

/// Writes a ``SortedTable``. For one thread.
package struct TableWriter<Row: TableRow> {
    private let store: PageStore
    private var parts: [SortedTable<Row>.Part] = []
    private var count = 0
    /// Whether each row came behind the ones before it.
    private(set) var isOrdered = true
    private var last: [UInt8] = []
    /// What is in no page yet.
    private var rows: [UInt8] = []
    private var starts: [UInt32] = []
    private var first: [UInt8] = []

    package init(to store: PageStore) {
        self.store = store
    }

    /// Adds a row, behind all others in the order of paths. One that is not makes ``finish()`` sort them in memory.
    package mutating func append(_ row: Row) {
        let (start, key) = (rows.count, row.key)
        isOrdered = isOrdered && (count == 0 || last.isBefore(key))
        rows.append(littleEndian: UInt32(key.count))
        rows.append(contentsOf: key)
        row.encode(into: &rows)
        if starts.isEmpty { first = key }
        starts.append(UInt32(start))
        count += 1
        last = key
        if rows.count >= TablePage.size { close() }
    }

    /// What was written so far. More may be added, for a longer one.
    package mutating func finish() throws(LockerError) -> SortedTable<Row> {
        close()
        let table = SortedTable<Row>(store, parts, count: count)
        if isOrdered { return table }
        // Nothing that keeps to its protocol gives them so.
        let keyed = try table.rows().map { ($0.key, $0) }.sorted { $0.0.isBefore($1.0) }
        self = TableWriter(to: store)
        for (_, row) in keyed { append(row) }
        isOrdered = true
        return try finish()
    }

    private mutating func close() {
        guard !starts.isEmpty else { return }
        let start = count - starts.count
        parts.append(
            SortedTable<Row>.Part(first: first, start: start, page: store.add(TablePage(rows: rows, starts: starts))))
        rows.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
    }
}
