import LockerBase

/// Reads the rows of a ``SortedTable`` one after the other. For one thread.
package struct TableReader<Row: TableRow> {
    private let table: SortedTable<Row>
    private var part: Int
    private var row: Int
    private var page: TablePage?
    /// How many rows it has gone through.
    private(set) var passed = 0

    /// - Parameters:
    ///   - part: where to begin.
    ///   - row: the number of the first row, counted from the first one of that part.
    init(_ table: SortedTable<Row>, part: Int, row: Int) {
        self.table = table
        self.part = part
        self.row = row
    }

    /// The next row; nil at the end.
    ///
    /// - Parameter again: whether rows near it are likely to be asked for again.
    package mutating func next(again: Bool = false) throws(LockerError) -> Row? {
        try next(again: again) { _ in true }
    }

    /// The next row of which `isWanted` holds for what follows its path.
    mutating func next(
        again: Bool = false, where isWanted: (_ rest: UnsafeRawBufferPointer) -> Bool
    ) throws(LockerError) -> Row? {
        while part < table.partCount {
            let page = if let page { page } else { try table.page(part, again: again) }
            self.page = page
            if row < page.count {
                let found = page.withRow(row) { key, rest -> Row?? in
                    guard isWanted(rest) else { return .some(nil) }
                    var reader = ByteReader(rest)
                    return Row(key: [UInt8](key), from: &reader).map { .some($0) }
                }
                guard let found, let next = found else { throw PageStore.damaged }
                (row, passed) = (row + 1, passed + 1)
                if let next { return next }
                continue
            }
            (part, row, self.page) = (part + 1, 0, nil)
        }
        return nil
    }

    /// The next `count` rows, or as many as there are.
    package mutating func next(upTo count: Int) throws(LockerError) -> [Row] {
        var rows: [Row] = []
        rows.reserveCapacity(count)
        while rows.count < count, let row = try next() { rows.append(row) }
        return rows
    }
}
