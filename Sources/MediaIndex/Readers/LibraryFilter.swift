/// What is asked of one library alone, as a condition. The library is the first value of the statement.
enum LibraryFilter {
    /// Whether the album whose number of a row is in `column` has a song in the library.
    static func holds(_ column: String) -> String {
        "EXISTS (SELECT 1 FROM song WHERE song.album = \(column) AND song.library = ?1)"
    }

    /// Whether the artist whose number of a row is in `column` is on an album that has a song in the library.
    static func knows(_ column: String) -> String {
        """
        EXISTS (SELECT 1 FROM artist_album CROSS JOIN song ON song.album = artist_album.album AND song.library = ?1
            WHERE artist_album.artist = \(column))
        """
    }
}
