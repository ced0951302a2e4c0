/// Songs at random of the artists and the genres of a song, an album or an artist.
struct SimilarSongs {
    let visit: Visit

    /// So many artists and so many genres count, and so many songs of each are chosen from, from a random one on.
    private static let most = 4
    private static let stretch = 250

    func songs(to id: String, count: Int) throws -> [Song] {
        guard count > 0, let seeds = SimilarSongs.seeds[String(id.prefix(3))] else { return [] }
        let item = id.hasPrefix("so-") ? ItemID.base(ofSong: id) : id
        var found: Set<Int64> = []
        for artist in try linked(seeds.artists, item) {
            try found.formUnion(sample("song_artist", "artist", artist))
        }
        for genre in try linked(seeds.genres, item) {
            try found.formUnion(sample("song_genre", "genre", genre))
        }
        // Copies, and the song itself, are taken out of somewhat more.
        let rows = Array(found.shuffled().prefix(min(count, found.count) * 2 + 1))
        let source = """
            json_each(?) AS wanted
                CROSS JOIN song ON song.id = wanted.value AND song.account = ? AND song.is_first = 1
            """
        let songs = try SongReader(visit).songs(from: source, "", [RowList.text(rows), visit.account])
        return Array(songs.filter { $0.id != item }.prefix(count))
    }

    private func linked(_ sql: String, _ item: String) throws -> [Int64] {
        try MediaStatement(sql, visit.database).integers(visit.account, item, SimilarSongs.most)
    }

    private func sample(_ table: String, _ column: String, _ value: Int64) throws -> [Int64] {
        let own = "FROM \(table) WHERE \(column) = ?1"
        let ends = "SELECT (SELECT min(song) \(own)), max(song) \(own)"
        let bounds = try MediaStatement(ends, visit.database).first([value]) { row in (row.integer(0), row.integer(1)) }
        guard let bounds, bounds.0 <= bounds.1 else { return [] }
        let sql = "SELECT song FROM \(table) WHERE \(column) = ? AND song >= ? ORDER BY song LIMIT ?"
        let statement = try MediaStatement(sql, visit.database)
        let behind = try statement.integers(value, Int64.random(in: bounds.0...bounds.1), SimilarSongs.stretch)
        if behind.count == SimilarSongs.stretch { return behind }
        return try behind + statement.integers(value, bounds.0, SimilarSongs.stretch - behind.count)
    }

    private static let seeds: [String: (artists: String, genres: String)] = [
        "so-": (
            artists: """
            SELECT DISTINCT song_artist.artist FROM known CROSS JOIN song ON song.known = known.id AND song.is_first = 1
                CROSS JOIN song_artist ON song_artist.song = song.id
            WHERE known.account = ? AND known.item = ? LIMIT ?
            """,
            genres: """
            SELECT DISTINCT song_genre.genre FROM known CROSS JOIN song ON song.known = known.id AND song.is_first = 1
                CROSS JOIN song_genre ON song_genre.song = song.id
            WHERE known.account = ? AND known.item = ? LIMIT ?
            """
        ),
        "al-": (
            artists: """
            SELECT artist_album.artist FROM album CROSS JOIN artist_album ON artist_album.album = album.id
            WHERE album.account = ? AND album.item = ? ORDER BY artist_album.is_by DESC LIMIT ?
            """,
            genres: """
            SELECT album_genre.genre FROM album CROSS JOIN album_genre ON album_genre.album = album.id
            WHERE album.account = ? AND album.item = ? LIMIT ?
            """
        ),
        "ar-": (
            artists: "SELECT id FROM artist WHERE account = ? AND item = ? LIMIT ?",
            genres: """
            SELECT album_genre.genre FROM artist CROSS JOIN artist_album ON artist_album.artist = artist.id
                CROSS JOIN album_genre ON album_genre.album = artist_album.album
            WHERE artist.account = ? AND artist.item = ?
            GROUP BY album_genre.genre ORDER BY count(*) DESC LIMIT ?
            """
        ),
    ]
}
