import GRDB
import LockerBase

/// Places in songs, one for each track.
struct Bookmarks {
    let visit: Visit

    /// A row of them.
    private struct Found {
        let song: Int64
        let position: Int
        let comment: String
        let created: Int64
        let changed: Int64
    }

    private static let sql = """
        SELECT song.id, bookmark.position, bookmark.comment, bookmark.created, bookmark.changed
        FROM bookmark CROSS JOIN song ON song.known = bookmark.known AND song.is_first = 1
        WHERE bookmark.account = ? ORDER BY bookmark.changed DESC, bookmark.known
        """

    /// Those of songs that are there at the moment, the last ones first.
    func all() throws -> [Bookmark] {
        let found = try MediaStatement(Bookmarks.sql, visit.database).rows([visit.account]) { row in
            Found(
                song: row.integer(0), position: row.int(1), comment: row.text(2), created: row.integer(3),
                changed: row.integer(4))
        }
        let songs = try SongReader(visit).songs(found.map { $0.song })
        return zip(found, songs).map { bookmark, song in
            Bookmark(
                song: song, position: bookmark.position, comment: bookmark.comment, created: bookmark.created,
                changed: bookmark.changed)
        }
    }

    /// - Returns: whether there is such a song.
    func save(_ id: String, position: Int, comment: String, at time: Int64) throws -> Bool {
        let known = try KnownSongs(account: visit.account, database: visit.database).find(id)
        guard let known else { return false }
        let sql = """
            INSERT INTO bookmark (account, known, position, comment, created, changed) VALUES (?1, ?2, ?3, ?4, ?5, ?5)
            ON CONFLICT (account, known) DO UPDATE
            SET position = excluded.position, comment = excluded.comment, changed = excluded.changed
            """
        try MediaStatement(sql, visit.database).run(visit.account, known, position, comment, time)
        return true
    }

    func remove(_ id: String) throws {
        let known = try KnownSongs(account: visit.account, database: visit.database).find(id)
        try MediaStatement("DELETE FROM bookmark WHERE account = ? AND known = ?", visit.database)
            .run(visit.account, known)
    }
}
