import GRDB

/// Playlists with the songs that are there at the moment.
struct PlaylistReader {
    let visit: Visit

    private static let columns = """
        SELECT playlist.item, playlist.name, playlist.comment, playlist.created, playlist.changed,
            count(song.id), ifnull(sum(song.duration), 0), (
                SELECT shown.cover FROM playlist_song AS place
                    CROSS JOIN song AS shown ON shown.known = place.known AND shown.is_first = 1
                WHERE place.playlist = playlist.id AND shown.cover IS NOT NULL ORDER BY place.position LIMIT 1
            )
        FROM playlist LEFT JOIN playlist_song ON playlist_song.playlist = playlist.id
            LEFT JOIN song ON song.known = playlist_song.known AND song.is_first = 1
        """

    func all() throws -> [Playlist] {
        let condition = "WHERE playlist.account = ? GROUP BY playlist.id ORDER BY playlist.name, playlist.id"
        return try read(condition, [visit.account])
    }

    func playlist(_ id: String) throws -> Playlist? {
        let condition = "WHERE playlist.account = ? AND playlist.item = ? GROUP BY playlist.id"
        return try read(condition, [visit.account, id]).first
    }

    func songs(of id: String) throws -> [Song] {
        let source = """
            playlist CROSS JOIN playlist_song ON playlist_song.playlist = playlist.id
                CROSS JOIN song ON song.known = playlist_song.known AND song.is_first = 1
            """
        let condition = "WHERE playlist.account = ? AND playlist.item = ? ORDER BY playlist_song.position"
        return try SongReader(visit).songs(from: source, condition, [visit.account, id])
    }

    private func read(_ condition: String, _ values: [(any BoundValue)?]) throws -> [Playlist] {
        try MediaStatement("\(PlaylistReader.columns) \(condition)", visit.database).rows(values) { row in
            Playlist(
                id: row.text(0), name: row.text(1), comment: row.text(2), songCount: row.int(5), duration: row.int(6),
                created: row.integer(3), changed: row.integer(4), coverID: row.optionalText(7))
        }
    }
}
