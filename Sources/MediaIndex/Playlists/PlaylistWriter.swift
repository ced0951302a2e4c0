import GRDB
import LockerBase

/// Changes of playlists. Songs are kept by their tracks, whether or not they are there at the moment.
struct PlaylistWriter {
    let visit: Visit

    /// The most songs of a playlist.
    private static let mostSongs = 100_000

    private struct Place {
        let known: Int64
        let isShown: Bool
    }

    /// - Returns: its id.
    func make(_ name: String, _ songs: [String], at time: Int64) throws -> String {
        let item = ItemID.playlist()
        let insertion = """
            INSERT INTO playlist (account, item, name, comment, created, changed) VALUES (?1, ?2, ?3, '', ?4, ?4)
            """
        try MediaStatement(insertion, visit.database).run(visit.account, item, name, time)
        try write(places(songs), to: visit.database.lastInsertedRowID)
        return item
    }

    /// The row of a playlist of the account.
    func find(_ id: String) throws -> Int64? {
        try MediaStatement("SELECT id FROM playlist WHERE account = ? AND item = ?", visit.database)
            .firstInteger(visit.account, id)
    }

    func describe(_ playlist: Int64, name: String?, comment: String?, at time: Int64) throws {
        let update = """
            UPDATE playlist SET name = ifnull(?, name), comment = ifnull(?, comment), changed = max(changed + 1, ?)
            WHERE id = ?
            """
        try MediaStatement(update, visit.database).run(name, comment, time, playlist)
    }

    /// - Parameter removed: places among the songs that are shown; none: what follows goes behind all that there is.
    func change(_ playlist: Int64, removed: [Int], added: [String], replacing: Bool) throws {
        var kept: [Place] = []
        if !replacing {
            let gone = Set(removed)
            var shown = 0
            for place in try stored(playlist) {
                let isGone = place.isShown && gone.contains(shown)
                if place.isShown { shown += 1 }
                if !isGone { kept.append(place) }
            }
        }
        try write(kept + places(added), to: playlist)
    }

    func remove(_ playlist: Int64) throws {
        try MediaStatement("DELETE FROM playlist WHERE id = ?", visit.database).run(playlist)
    }

    private func stored(_ playlist: Int64) throws -> [Place] {
        let sql = """
            SELECT known, EXISTS (SELECT 1 FROM song WHERE song.known = playlist_song.known)
            FROM playlist_song WHERE playlist = ? ORDER BY position
            """
        return try MediaStatement(sql, visit.database).rows([playlist]) { row in
            Place(known: row.integer(0), isShown: row.flag(1))
        }
    }

    /// Ids that are not there are left out.
    private func places(_ songs: [String]) throws -> [Place] {
        let known = KnownSongs(account: visit.account, database: visit.database)
        var places: [Place] = []
        for id in songs {
            if let song = try known.find(id) { places.append(Place(known: song, isShown: true)) }
        }
        return places
    }

    private func write(_ places: [Place], to playlist: Int64) throws {
        guard places.count <= PlaylistWriter.mostSongs else {
            throw LockerError(
                .tooMany, "a playlist has at most \(PlaylistWriter.mostSongs) songs; make another one for the rest")
        }
        try MediaStatement("DELETE FROM playlist_song WHERE playlist = ?", visit.database).run(playlist)
        let insertion = "INSERT INTO playlist_song (playlist, position, known) VALUES (?, ?, ?)"
        for (position, place) in places.enumerated() {
            try MediaStatement(insertion, visit.database).run(playlist, position, place.known)
        }
    }
}
