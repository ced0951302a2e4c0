/// What albums and artists hold.
extension SongReader {
    /// In the order of discs and tracks.
    func songs(ofAlbum id: String) throws -> [Song] {
        let condition = """
            WHERE song.album = (SELECT id FROM album WHERE account = ? AND item = ?)
            ORDER BY song.disc, song.number, song.library, song.path
            """
        return try songs(from: "song", condition, [account, id])
    }
}

extension AlbumReader {
    /// Those that are by an artist or on which it plays a song, by year; those that have none, last.
    func albums(of artist: String) throws -> [Album] {
        let source = """
            artist_album CROSS JOIN album ON album.id = artist_album.album
            WHERE artist_album.artist = (SELECT id FROM artist WHERE account = ? AND item = ?)
            ORDER BY album.year IS NULL, album.year, album.sort, album.item
            """
        return try albums(from: source, [account, artist])
    }
}
