import LockerBase

/// Reads several tables as one, in path order. For one thread.
struct MergedReader<Row: TableRow> {
    private var readers: [TableReader<Row>]
    /// The next row of each.
    private var heads: [Row?] = []

    init(_ tables: [SortedTable<Row>]) throws(LockerError) {
        readers = tables.map { $0.reader() }
        for index in readers.indices { heads.append(try readers[index].next()) }
    }

    /// The next row; nil at the end.
    mutating func next() throws(LockerError) -> Row? {
        var first: Int?
        for index in heads.indices {
            guard let head = heads[index] else { continue }
            if let known = first.flatMap({ heads[$0] }), !head.key.isBefore(known.key) { continue }
            first = index
        }
        guard let first else { return nil }
        let row = heads[first]
        heads[first] = try readers[first].next()
        return row
    }
}
