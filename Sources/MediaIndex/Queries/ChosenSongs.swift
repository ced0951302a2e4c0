/// Songs of a genre, of some years, of a library, or of all of these.
struct ChosenSongs {
    private let visit: Visit
    private let choice: SongChoice
    private let restriction: Scope.Restriction
    private let places: SongPlaces
    private let isImpossible: Bool
    private let genre: Int64?

    /// For each song that is wanted at random, so many places are drawn.
    private static let draws = 8
    private static let fewestDraws = 200

    init(_ choice: SongChoice, _ visit: Visit) throws {
        self.visit = visit
        self.choice = choice
        restriction = visit.scope.restriction(folder: choice.folder)
        places = SongPlaces(libraries: visit.scope.libraries(folder: choice.folder))
        genre = try choice.genre.flatMap { try GenreReader(visit: visit).genre($0) }
        isImpossible = places.count == 0 || (choice.genre != nil && genre == nil)
    }

    func songs(_ page: ListPart) throws -> [Song] {
        if isImpossible { return [] }
        let reader = SongReader(visit)
        if genre != nil || hasYears { return try reader.songs(rows(page.wanted, page.skipped)) }
        return try reader.songs(at: places, page)
    }

    func random(_ wanted: Int) throws -> [Song] {
        let count = min(wanted, places.count)
        guard count > 0, !isImpossible else { return [] }
        let isPlain = genre == nil && !hasYears
        let draws = isPlain ? count : max(count * ChosenSongs.draws, ChosenSongs.fewestDraws)
        var rows = try drawn(draws).shuffled()
        // Few songs are of these years or this genre: an index has them all.
        if rows.count < count, !isPlain { rows = try self.rows(-1, 0).shuffled() }
        return try SongReader(visit).songs(Array(rows.prefix(count)))
    }

    private var hasYears: Bool { choice.fromYear != nil || choice.toYear != nil }

    private var values: [(any BoundValue)?] {
        let years = [choice.fromYear ?? 0, choice.toYear ?? Int(Int32.max)].sorted()
        return [restriction.row, years[0], years[1], genre]
    }

    private var conditions: [String] {
        var conditions: [String] = []
        if case .library = restriction { conditions.append("song.library = ?1") }
        if hasYears { conditions.append("song.year BETWEEN ?2 AND ?3") }
        return conditions
    }

    /// - Parameter wanted: -1: all of them.
    private func rows(_ wanted: Int, _ skipped: Int) throws -> [Int64] {
        let source: String
        let order: String
        if genre != nil {
            let join = conditions.isEmpty ? "" : "CROSS JOIN song ON song.id = song_genre.song"
            let all = ["song_genre.genre = ?4"] + conditions
            source = "song_genre.song FROM song_genre \(join) WHERE \(all.joined(separator: " AND "))"
            order = "song_genre.song"
        } else {
            let all = ["song.library IN (SELECT value FROM json_each(?7))"] + conditions
            source = "song.id FROM song INDEXED BY song_place WHERE \(all.joined(separator: " AND "))"
            order = "song.library, song.place"
        }
        let libraries = RowList.text(places.libraries.map(\.id))
        let sql = "SELECT \(source) ORDER BY \(order) LIMIT ?5 OFFSET ?6"
        let bounds: [(any BoundValue)?] = genre != nil ? [wanted, skipped] : [wanted, skipped, libraries]
        return try MediaStatement(sql, visit.database).rows(values + bounds) { row in row.integer(0) }
    }

    /// The rows of places that are drawn, as far as they are among those that are asked for.
    private func drawn(_ draws: Int) throws -> [Int64] {
        let isOfGenre = "EXISTS (SELECT 1 FROM song_genre WHERE song_genre.song = song.id AND song_genre.genre = ?4)"
        let all = ["song.library = ?5"] + conditions + (genre == nil ? [] : [isOfGenre])
        let sql = """
            SELECT song.id FROM json_each(?6) AS drawn CROSS JOIN song ON song.place = drawn.value
            WHERE \(all.joined(separator: " AND "))
            """
        var rows: [Int64] = []
        for (library, places) in places.random(draws) {
            let drawn: [(any BoundValue)?] = [library, RowList.text(places)]
            rows += try MediaStatement(sql, visit.database).rows(values + drawn) { row in row.integer(0) }
        }
        return rows
    }
}
