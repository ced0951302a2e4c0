/// Genres of the account that asks.
struct GenreReader {
    let visit: Visit

    /// The row of the genre that `name` is one spelling of.
    func genre(_ name: String) throws -> Int64? {
        try MediaStatement("SELECT id FROM genre WHERE account = ? AND folded = ?", visit.database)
            .firstInteger(visit.account, Folding.fold(name))
    }

    func genres() throws -> [Genre] {
        try MediaStatement("SELECT name, songs, albums FROM genre WHERE account = ? ORDER BY folded", visit.database)
            .rows([visit.account]) { row in
                Genre(name: row.text(0), songCount: row.int(1), albumCount: row.int(2))
            }
    }
}
