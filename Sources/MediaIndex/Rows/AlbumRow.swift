/// Albums as rows.
struct AlbumRow {
    let names: ArtistNames

    static let columns = """
        album.item, album.name, album.artists, album.songs, album.duration, album.created, album.year, album.genres, \
        album.is_compilation, album.release, album.cover, album.starred, album.rating, album.plays, album.played
        """

    func album(_ row: MediaStatement) -> Album {
        let artists = names.named(row.list(2))
        return Album(
            id: row.text(0), name: row.text(1), artist: artists.map(\.name).joined(separator: ", "),
            artistID: artists.first?.id ?? "", songCount: row.int(3), duration: row.int(4), created: row.integer(5),
            year: row.optionalInt(6), genres: row.list(7), isCompilation: row.flag(8),
            musicBrainzRelease: row.optionalText(9), coverID: row.optionalText(10),
            marks: Marks(
                starred: row.optionalInteger(11), rating: row.optionalInt(12), playCount: row.int(13),
                played: row.optionalInteger(14)),
            artists: artists)
    }
}
