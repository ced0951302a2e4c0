/// What words find, or everything where there are none.
struct Search {
    private let visit: Visit
    private let restriction: Scope.Restriction
    private let places: SongPlaces
    private let words: WordSearch

    init(_ query: String, _ visit: Visit, folder: Int?) {
        self.visit = visit
        restriction = visit.scope.restriction(folder: folder)
        places = SongPlaces(libraries: visit.scope.libraries(folder: folder))
        words = WordSearch(visit: visit, restriction: restriction, words: SearchWords.asked(query))
    }

    func artists(_ page: ListPart) throws -> [Artist] {
        let reader = ArtistReader(visit)
        guard !isEverything else { return try reader.all(page, restriction) }
        return try reader.artists(rows(.artists, page))
    }

    func albums(_ page: ListPart) throws -> [Album] {
        guard !isEverything else {
            return try AlbumList(visit: visit, restriction: restriction).albums(.byName, page)
        }
        return try AlbumReader(visit).albums(rows(.albums, page))
    }

    func songs(_ page: ListPart) throws -> [Song] {
        let reader = SongReader(visit)
        return try isEverything ? reader.songs(at: places, page) : reader.songs(rows(.songs, page))
    }

    private var isEverything: Bool { words.words.isEmpty }

    private func rows(_ shelf: WordSearch.Shelf, _ page: ListPart) throws -> [Int64] {
        if case .nothing = restriction { return [] }
        return try words.rows(shelf, page)
    }
}

extension ArtistReader {
    /// A page of all who play or have an album, by their sort names.
    func all(_ page: ListPart, _ restriction: Scope.Restriction) throws -> [Artist] {
        var filter = ""
        switch restriction {
        case .nothing: return []
        case .everything: break
        case .library: filter = "AND " + LibraryFilter.knows("artist.id")
        }
        if page.wanted == 0 { return [] }
        let source = """
            artist INDEXED BY artist_sort WHERE account = ?2 AND albums > 0 \(filter)
            ORDER BY sort, id LIMIT ?3 OFFSET ?4
            """
        return try artists(from: source, [restriction.row, account, page.wanted, page.skipped])
    }
}
