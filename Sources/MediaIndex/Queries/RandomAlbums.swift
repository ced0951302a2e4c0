/// Albums at random: places are drawn and looked up, so that it costs the same however many there are.
struct RandomAlbums {
    let visit: Visit
    let restriction: Scope.Restriction

    /// Of one library among several, so many places are drawn for each album that is wanted.
    private static let draws = 8

    func albums(_ wanted: Int) throws -> [Album] {
        let found = try MediaStatement("SELECT max(place) + 1 FROM album WHERE account = ?", visit.database)
            .firstInteger(visit.account)
        let total = Int(found ?? 0)
        let count = max(0, min(wanted, total))
        var drawn: [Int64] = []
        switch restriction {
        case .nothing: break
        case .everything: drawn = try rows(RandomPlaces.drawn(count, of: total), "")
        case .library(let library):
            let places = RandomPlaces.drawn(count * RandomAlbums.draws, of: total)
            drawn = try rows(places, "AND " + LibraryFilter.holds("album.id"))
            // Few of the account's albums are in that library, or it has fewer than are wanted.
            if drawn.count < count { drawn = try all(in: library).shuffled() }
        }
        return try AlbumReader(visit).albums(Array(drawn.prefix(count)))
    }

    private func rows(_ places: [Int], _ condition: String) throws -> [Int64] {
        let sql = """
            SELECT album.id FROM json_each(?2) AS drawn
                CROSS JOIN album ON album.account = ?3 AND album.place = drawn.value
            WHERE 1 \(condition)
            """
        return try MediaStatement(sql, visit.database)
            .integers(restriction.row, RowList.text(places), visit.account)
    }

    private func all(in library: Int64) throws -> [Int64] {
        try MediaStatement("SELECT DISTINCT album FROM song WHERE library = ?", visit.database).integers(library)
    }
}
