import GRDB

extension Change: FetchableRecord {
    /// The change in a row of ``ChangeQuery``: the path, whether the earlier and the later revision have an entry, and
    /// the later one's ``Entry/columns``.
    public init(row: Row) throws {
        path = try row.decode(atIndex: 0)
        existed = try row.decode(atIndex: 1)
        entry = try row.decode(atIndex: 2) ? Entry(row, from: 3) : nil
    }
}
