import GRDB

/// Genres as songs and albums leave them.
struct GenreRefresh {
    let database: Database

    /// A genre that no song names goes. It is called what most of its albums call it; of several that are equally
    /// frequent, the first in the order of their bytes.
    func refresh(_ genre: Int64) throws {
        let songs = try MediaStatement("SELECT count(*) FROM song_genre WHERE genre = ?", database).firstInteger(genre)
        guard let songs, songs > 0 else {
            return try MediaStatement("DELETE FROM genre WHERE id = ?", database).run(genre)
        }
        let update = """
            UPDATE genre SET songs = ?2, albums = (SELECT count(*) FROM album_genre WHERE genre = ?1),
                name = coalesce((
                    SELECT name FROM album_genre WHERE genre = ?1
                    GROUP BY name ORDER BY count(*) DESC, name LIMIT 1
                ), name)
            WHERE id = ?1
            """
        try MediaStatement(update, database).run(genre, songs)
    }
}
