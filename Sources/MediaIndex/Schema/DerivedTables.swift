import GRDB
import MediaFacts

/// The tables that are told from libraries and from the bytes of their files: they are dropped and made anew where the
/// rule changes by which they are filled.
enum DerivedTables {
    /// Rises whenever a table here, or what is written into it, is another one: words, sort names, covers, ids.
    private static let version = 1

    static let rule = "\(version)-\(SongFacts.version)"

    /// Makes the tables where they are not there by this rule.
    static func prepare(_ database: Database) throws {
        let found = try String.fetchOne(database, sql: "SELECT rule FROM derived")
        if found != rule { try renew(database) }
    }

    /// Makes them anew, with nothing in them: every library is to be told from its beginning.
    static func renew(_ database: Database) throws {
        for table in words + tables { try database.execute(sql: "DROP TABLE IF EXISTS \(table)") }
        for statements in [facts, songs, songIndexes, links, albums, albumIndexes, artists, pictures] {
            try database.execute(sql: statements)
        }
        try database.execute(sql: wordTables)
        try database.execute(sql: wordTriggers)
        try database.execute(sql: "UPDATE library SET revision = NULL")
        try database.execute(sql: "DELETE FROM derived")
        try database.execute(sql: "INSERT INTO derived (rule) VALUES (?)", arguments: [rule])
    }

    private static let words = ["song_words", "album_words", "artist_words"]

    private static let tables = [
        "fact", "idle_fact", "unread", "folder", "song", "song_artist", "song_genre", "album", "album_genre", "artist",
        "artist_album", "genre", "picture",
    ]
}
