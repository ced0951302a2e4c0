import LockerBase

/// Rows in the byte order of their paths, as many as there may be: what is in memory of them is the path of one row in
/// some hundreds. See ``PageStore``, which has the rest. It does not change; copies share what they are made of.
package struct SortedTable<Row: TableRow>: Sendable {
    struct Part {
        /// The path of its first row.
        let first: [UInt8]
        /// The number of its first row.
        let start: Int
        /// Its page in the store.
        let page: Int
    }

    private let store: PageStore
    private let parts: [Part]
    /// How many rows there are.
    package let count: Int

    /// Of rows that are in memory, and stay there.
    package init(_ rows: [Row]) throws(LockerError) {
        var writer = TableWriter<Row>(to: PageStore { nil })
        for row in rows { writer.append(row) }
        self = try writer.finish()
    }

    /// Of no rows.
    package init() {
        self.init(PageStore { nil }, [], count: 0)
    }

    init(_ store: PageStore, _ parts: [Part], count: Int) {
        self.store = store
        self.parts = parts
        self.count = count
    }

    package var isEmpty: Bool { count == 0 }

    /// Reads the rows from that of number `start` on.
    package func reader(from start: Int = 0) -> TableReader<Row> {
        let part = start < count ? lastPart { $0.start <= start } : parts.count
        return TableReader(self, part: part, row: part < parts.count ? start - parts[part].start : 0)
    }

    /// Reads the rows whose paths are not before `key`.
    package func reader(notBefore key: [UInt8]) throws(LockerError) -> TableReader<Row> {
        reader(from: try firstIndex(notBefore: key))
    }

    /// The number of the first row whose path is not before `key`; ``count`` when there is none.
    package func firstIndex(notBefore key: [UInt8]) throws(LockerError) -> Int {
        if parts.isEmpty { return 0 }
        let part = lastPart { $0.first.isBefore(key) }
        return try parts[part].start + page(part, again: true).firstRow(notBefore: key)
    }

    /// The row at the path `key`; nil when there is none.
    package func row(at key: [UInt8]) throws(LockerError) -> Row? {
        let found = try withRow(firstIndex(notBefore: key)) { found, rest -> Row?? in
            guard found.elementsEqual(key) else { return .some(nil) }
            var reader = ByteReader(rest)
            return Row(key: key, from: &reader).map { .some($0) }
        }
        guard let found else { return nil }
        guard let row = found else { throw PageStore.damaged }
        return row
    }

    /// The number of the row at the path `key`; nil when there is none.
    package func index(of key: [UInt8]) throws(LockerError) -> Int? {
        let index = try firstIndex(notBefore: key)
        return try withRow(index) { found, _ in found.elementsEqual(key) } ?? false ? index : nil
    }

    /// Whether there is a row at the path `key`.
    package func contains(_ key: [UInt8]) throws(LockerError) -> Bool { try index(of: key) != nil }

    /// Whether there is a row at a path that begins with `start`.
    package func contains(startingWith start: [UInt8]) throws(LockerError) -> Bool {
        try withRow(firstIndex(notBefore: start)) { found, _ in found.starts(with: start) } ?? false
    }

    /// How many rows there are at paths below `folder`.
    func count(below folder: EntryPath) throws(LockerError) -> Int {
        let end = folder.bytes + [UInt8(ascii: "/") + 1]
        return try firstIndex(notBefore: end) - firstIndex(notBefore: folder.asFolder)
    }

    /// The path of the row of this number.
    package func key(at index: Int) throws(LockerError) -> [UInt8] {
        try withRow(index) { found, _ in [UInt8](found) } ?? []
    }

    /// All of them.
    package func rows() throws(LockerError) -> [Row] {
        var reader = reader()
        return try reader.next(upTo: count)
    }

    /// Those for which `isIncluded` holds.
    func filter(
        to store: PageStore, _ isIncluded: (Row) throws(LockerError) -> Bool
    ) throws(LockerError) -> SortedTable {
        var (kept, reader) = (TableWriter<Row>(to: store), reader())
        while let row = try reader.next() { if try isIncluded(row) { kept.append(row) } }
        return try kept.finish()
    }

    /// Whether `other` has the same rows. Two that were written in one go have the same pages then.
    func isSame(as other: SortedTable) throws(LockerError) -> Bool {
        guard count == other.count, parts.count == other.parts.count else { return false }
        for part in parts.indices
        where try page(part, again: false).bytes != other.page(part, again: false).bytes { return false }
        return true
    }

    /// How many parts there are, and the page of one of them.
    var partCount: Int { parts.count }

    func page(_ part: Int, again: Bool) throws(LockerError) -> TablePage {
        try store.page(parts[part].page, again: again)
    }

    /// Calls `body` with the path and the rest of the row of this number; nil when there is none.
    private func withRow<Result>(
        _ index: Int, _ body: (_ key: UnsafeRawBufferPointer, _ rest: UnsafeRawBufferPointer) -> Result
    ) throws(LockerError) -> Result? {
        guard index < count else { return nil }
        let part = lastPart { $0.start <= index }
        return try page(part, again: true).withRow(index - parts[part].start, body)
    }

    /// The last part for which `condition` holds, which it does for all before it; the first when there is none.
    private func lastPart(where condition: (Part) -> Bool) -> Int {
        var (low, high) = (0, parts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if condition(parts[middle]) { low = middle } else { high = middle }
        }
        return low
    }
}
