import GRDB

/// Albums as their songs leave them.
struct AlbumRefresh {
    let account: Int64
    let rows: NamedRows
    let names: ArtistNames
    let database: Database

    /// An album of so many songs waits for the last part of an update: a folder with all of somebody's songs would cost
    /// the square of its size otherwise.
    private static let largest = 1000

    /// - Returns: the artists and genres of these albums, before and now.
    func refresh(_ albums: Set<Int64>, isLast: Bool) throws -> (artists: Set<Int64>, genres: Set<Int64>) {
        var due = albums
        if isLast {
            let waiting = try MediaStatement("SELECT id FROM album WHERE account = ? AND is_stale = 1", database)
                .integers(account)
            due.formUnion(waiting)
        }
        var artists: Set<Int64> = []
        var genres: Set<Int64> = []
        for album in due {
            if !isLast, try waits(album) { continue }
            artists.formUnion(try integers("SELECT artist FROM artist_album WHERE album = ?", album))
            genres.formUnion(try integers("SELECT genre FROM album_genre WHERE album = ?", album))
            try refresh(album)
            artists.formUnion(try integers("SELECT artist FROM artist_album WHERE album = ?", album))
            genres.formUnion(try integers("SELECT genre FROM album_genre WHERE album = ?", album))
        }
        return (artists, genres)
    }

    private func integers(_ sql: String, _ album: Int64) throws -> [Int64] {
        try MediaStatement(sql, database).integers(album)
    }

    /// Whether `album` is put off; that is written down.
    private func waits(_ album: Int64) throws -> Bool {
        try MediaStatement("UPDATE album SET is_stale = 1 WHERE id = ? AND songs >= ?", database)
            .run(album, AlbumRefresh.largest)
        return database.changesCount > 0
    }

    private func refresh(_ album: Int64) throws {
        try MediaStatement("DELETE FROM artist_album WHERE album = ?", database).run(album)
        try MediaStatement("DELETE FROM album_genre WHERE album = ?", database).run(album)
        var tally = AlbumTally(names)
        for song in try AlbumSong.all(of: album, database) { tally.add(song) }
        if tally.songs == 0 { return try remove(album) }
        try write(tally, to: album)
        for (item, link) in tally.allLinks {
            let insertion = "INSERT INTO artist_album (artist, album, is_by, name, brainz) VALUES (?, ?, ?, ?, ?)"
            try MediaStatement(insertion, database)
                .run(rows.artist(item), album, link.isBy, link.name, link.musicBrainz)
        }
        for genre in tally.genres {
            let insertion = "INSERT INTO album_genre (genre, sort, album, name) VALUES (?, ?, ?, ?)"
            try MediaStatement(insertion, database).run(rows.genre(genre), Folding.fold(tally.name), album, genre)
        }
    }

    private func remove(_ album: Int64) throws {
        let place = try MediaStatement("SELECT place FROM album WHERE id = ?", database).firstInteger(album)
        try MediaStatement("DELETE FROM album WHERE id = ?", database).run(album)
        let filling = """
            UPDATE album SET place = ?2
            WHERE id = (SELECT id FROM album WHERE account = ?1 ORDER BY place DESC LIMIT 1) AND place > ?2
            """
        try MediaStatement(filling, database).run(account, place)
    }
}
