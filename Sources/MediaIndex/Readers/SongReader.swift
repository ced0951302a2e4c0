/// Reads songs of the account that asks: which ones is found in indexes, and their rows are read for these alone.
struct SongReader {
    private let visit: Visit
    private let rows: SongRow
    /// Of one track, among which the one is looked for that an id means.
    private static let mostCopies = 1000

    var account: Int64 { visit.account }

    init(_ visit: Visit) {
        self.visit = visit
        var libraries: [Int64: String] = [:]
        for library in visit.scope.libraries { libraries[library.id] = library.name }
        rows = SongRow(libraries: libraries, names: ArtistNames())
    }

    /// Those of `ids` that are the account's, in their order.
    func songs(_ ids: [Int64]) throws -> [Song] {
        if ids.isEmpty { return [] }
        let source = "json_each(?) AS wanted CROSS JOIN song ON song.id = wanted.value AND song.account = ?"
        return try songs(from: source, "", [RowList.text(ids), visit.account])
    }

    /// - Parameters:
    ///   - source: what stands behind FROM, `song` the last table in it.
    ///   - condition: what stands behind that, from WHERE on.
    func songs(from source: String, _ condition: String, _ values: [(any BoundValue)?]) throws -> [Song] {
        let sql = "SELECT \(SongRow.columns) FROM \(source) \(SongRow.joins) \(condition)"
        return try MediaStatement(sql, visit.database).rows(values) { row in try rows.song(row) }
    }

    /// The song of an id, with its lyrics. An id whose end is not known is that of the file that bears the track's id.
    func song(_ id: String) throws -> Song? {
        let sql = """
            SELECT \(SongRow.columns), fact.lyrics
            FROM known AS wanted CROSS JOIN song ON song.known = wanted.id \(SongRow.joins)
            WHERE wanted.account = ? AND wanted.item = ? ORDER BY song.is_first DESC LIMIT ?
            """
        let base = ItemID.base(ofSong: id)
        let values: [(any BoundValue)?] = [visit.account, base, id == base ? 1 : SongReader.mostCopies]
        let copies = try MediaStatement(sql, visit.database).rows(values) { row -> Song in
            var song = try rows.song(row)
            song.facts.lyrics = try FactsRow.lyrics(row, SongRow.count)
            return song
        }
        return copies.first { $0.id == id } ?? copies.first
    }
}
