/// What has a star, the last ones first.
struct StarredItems {
    let visit: Visit
    let restriction: Scope.Restriction

    func found() throws -> SearchResult {
        if case .nothing = restriction { return SearchResult() }
        return SearchResult(artists: try artists(), albums: try albums(), songs: try songs())
    }

    private var values: [(any BoundValue)?] { [restriction.row, visit.account] }

    private func filter(_ condition: String) -> String {
        if case .library = restriction { return "AND " + condition }
        return ""
    }

    private func artists() throws -> [Artist] {
        let source = """
            artist INDEXED BY artist_starred WHERE account = ?2 AND starred IS NOT NULL
                \(filter(LibraryFilter.knows("artist.id"))) ORDER BY starred DESC, id
            """
        return try ArtistReader(visit).artists(from: source, values)
    }

    private func albums() throws -> [Album] {
        let source = """
            album INDEXED BY album_starred WHERE account = ?2 AND starred IS NOT NULL
                \(filter(LibraryFilter.holds("album.id"))) ORDER BY starred DESC, id
            """
        return try AlbumReader(visit).albums(from: source, values)
    }

    /// Of several copies of a track, the first that is asked for.
    private func songs() throws -> [Song] {
        let source = """
            known AS starred INDEXED BY known_starred CROSS JOIN song ON song.id = (
                SELECT copy.id FROM song AS copy WHERE copy.known = starred.id \(filter("copy.library = ?1"))
                ORDER BY copy.is_first DESC, copy.library, copy.path LIMIT 1)
            """
        let condition = """
            WHERE starred.account = ?2 AND starred.starred IS NOT NULL ORDER BY starred.starred DESC, starred.id
            """
        return try SongReader(visit).songs(from: source, condition, values)
    }
}
