/// Reads artists of the account that asks.
struct ArtistReader {
    private let visit: Visit

    var account: Int64 { visit.account }

    init(_ visit: Visit) { self.visit = visit }

    /// Those of `ids` that are the account's, in their order.
    func artists(_ ids: [Int64]) throws -> [Artist] {
        if ids.isEmpty { return [] }
        let source = "json_each(?) AS wanted CROSS JOIN artist ON artist.id = wanted.value AND artist.account = ?"
        return try artists(from: source, [RowList.text(ids), visit.account])
    }

    /// - Parameter source: what stands behind FROM.
    func artists(from source: String, _ values: [(any BoundValue)?]) throws -> [Artist] {
        let sql = "SELECT \(ArtistRow.columns) FROM \(source)"
        return try MediaStatement(sql, visit.database).rows(values) { row in ArtistRow.artist(row) }
    }

    func artist(_ id: String) throws -> Artist? {
        try artists(from: "artist WHERE account = ? AND item = ? AND albums > 0", [visit.account, id]).first
    }

    /// Those who have albums of their own, by their sort names.
    func all() throws -> [Artist] {
        try artists(
            from: "artist INDEXED BY artist_sort WHERE account = ? AND own > 0 ORDER BY sort, id", [visit.account])
    }

    /// Those who have albums of their own in one library, with the number of those that are there.
    func all(in library: Int64) throws -> [Artist] {
        let sql = """
            SELECT \(ArtistRow.columns), (
                SELECT count(*) FROM artist_album
                WHERE artist_album.artist = artist.id AND \(LibraryFilter.holds("artist_album.album"))
            ) AS albums_here
            FROM artist INDEXED BY artist_sort
            WHERE account = ?2 AND own > 0 AND EXISTS (
                SELECT 1 FROM artist_album WHERE artist_album.artist = artist.id AND artist_album.is_by = 1
                    AND \(LibraryFilter.holds("artist_album.album"))
            ) ORDER BY sort, id
            """
        return try MediaStatement(sql, visit.database).rows([library, visit.account]) { row in
            var artist = ArtistRow.artist(row)
            artist.albumCount = row.int(ArtistRow.count)
            return artist
        }
    }
}
