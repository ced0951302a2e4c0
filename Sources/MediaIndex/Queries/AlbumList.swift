/// Albums in one of the orders that clients ask for.
struct AlbumList {
    let visit: Visit
    let restriction: Scope.Restriction

    /// An index that is walked, and how far.
    private struct Walk {
        let index: String
        var condition = ""
        let order: String
        var bounds: [(any BoundValue)?] = []
    }

    func albums(_ order: AlbumOrder, _ page: ListPart) throws -> [Album] {
        if case .nothing = restriction { return [] }
        switch order {
        case .random: return try RandomAlbums(visit: visit, restriction: restriction).albums(page.wanted)
        case .byGenre(let name): return try albums(ofGenre: name, page)
        default: return try albums(AlbumList.walk(order), page)
        }
    }

    private func albums(_ walk: Walk, _ page: ListPart) throws -> [Album] {
        let source = """
            album INDEXED BY \(walk.index) WHERE account = ?2 \(walk.condition) \(filter("album.id"))
            ORDER BY \(walk.order) LIMIT ?3 OFFSET ?4
            """
        return try AlbumReader(visit).albums(from: source, values(page) + walk.bounds)
    }

    private func albums(ofGenre name: String, _ page: ListPart) throws -> [Album] {
        guard let genre = try GenreReader(visit: visit).genre(name) else { return [] }
        let source = """
            album_genre CROSS JOIN album ON album.id = album_genre.album AND album.account = ?2
            WHERE album_genre.genre = ?5 \(filter("album_genre.album"))
            ORDER BY album_genre.sort, album_genre.album LIMIT ?3 OFFSET ?4
            """
        var values = values(page)
        values.append(genre)
        return try AlbumReader(visit).albums(from: source, values)
    }

    private func filter(_ column: String) -> String {
        if case .library = restriction { return "AND " + LibraryFilter.holds(column) }
        return ""
    }

    private func values(_ page: ListPart) -> [(any BoundValue)?] {
        [restriction.row, visit.account, page.wanted, page.skipped]
    }

    private static func walk(_ order: AlbumOrder) -> Walk {
        switch order {
        case .newest, .random: Walk(index: "album_created", order: "created DESC, id DESC")
        case .frequent: Walk(index: "album_plays", condition: "AND plays > 0", order: "plays DESC, id DESC")
        case .recent: Walk(index: "album_played", condition: "AND played IS NOT NULL", order: "played DESC, id DESC")
        case .highest:
            Walk(index: "album_rating", condition: "AND rating IS NOT NULL", order: "rating DESC, sort DESC, id DESC")
        case .starred:
            Walk(index: "album_starred", condition: "AND starred IS NOT NULL", order: "starred DESC, id DESC")
        case .byName, .byGenre: Walk(index: "album_sort", order: "sort, artist_sort, id")
        case .byArtist: Walk(index: "album_artist_sort", order: "artist_sort, sort, id")
        case .byYear(let from, let to):
            Walk(
                index: "album_year", condition: "AND year IS NOT NULL AND year BETWEEN ?5 AND ?6",
                order: from <= to ? "year, sort, id" : "year DESC, sort DESC, id DESC",
                bounds: [min(from, to), max(from, to)])
        }
    }
}
