/// Reads albums of the account that asks.
struct AlbumReader {
    private let visit: Visit
    private let rows = AlbumRow(names: ArtistNames())

    var account: Int64 { visit.account }

    init(_ visit: Visit) { self.visit = visit }

    /// Those of `ids` that are the account's, in their order.
    func albums(_ ids: [Int64]) throws -> [Album] {
        if ids.isEmpty { return [] }
        let source = "json_each(?) AS wanted CROSS JOIN album ON album.id = wanted.value AND album.account = ?"
        return try albums(from: source, [RowList.text(ids), visit.account])
    }

    /// - Parameter source: what stands behind FROM.
    func albums(from source: String, _ values: [(any BoundValue)?]) throws -> [Album] {
        let sql = "SELECT \(AlbumRow.columns) FROM \(source)"
        return try MediaStatement(sql, visit.database).rows(values) { row in rows.album(row) }
    }

    func album(_ id: String) throws -> Album? {
        try albums(from: "album WHERE account = ? AND item = ?", [visit.account, id]).first
    }
}
