/// The songs of an artist that were played most often, then those of the albums of which that is true.
struct TopSongs {
    let visit: Visit

    private static let sql = """
        SELECT song.id FROM song_artist CROSS JOIN song ON song.id = song_artist.song AND song.is_first = 1
            CROSS JOIN known ON known.id = song.known CROSS JOIN album ON album.id = song.album
        WHERE song_artist.artist = (SELECT id FROM artist WHERE account = ? AND item = ?)
        ORDER BY known.plays DESC, album.plays DESC, album.year, album.sort, song.disc, song.number, song.path LIMIT ?
        """

    func songs(ofArtist name: String, count: Int) throws -> [Song] {
        let rows = try MediaStatement(TopSongs.sql, visit.database)
            .integers(visit.account, ItemID.artist(name), max(0, count))
        return try SongReader(visit).songs(rows)
    }
}
