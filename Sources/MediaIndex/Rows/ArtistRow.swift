/// Artists as rows.
enum ArtistRow {
    static let columns = """
        artist.item, artist.name, artist.sort, artist.albums, artist.cover, artist.brainz, artist.starred, artist.rating
        """
    static let count: CInt = 8

    static func artist(_ row: MediaStatement) -> Artist {
        Artist(
            id: row.text(0), name: row.text(1), sortName: row.text(2), albumCount: row.int(3),
            coverID: row.optionalText(4), musicBrainzArtist: row.optionalText(5),
            marks: Marks(starred: row.optionalInteger(6), rating: row.optionalInt(7)))
    }
}
