import GRDB
import LockerBase

/// What somebody was listening to, one list for each account.
struct PlayQueues {
    let visit: Visit

    private static let present = """
        queue_song CROSS JOIN song ON song.known = queue_song.known AND song.is_first = 1
        """

    /// With the songs that are there at the moment.
    func queue() throws -> PlayQueue? {
        let found = try MediaStatement(
            "SELECT current, position, changed, program FROM queue WHERE account = ?", visit.database
        ).first([visit.account]) { row in
            (current: row.optionalInteger(0), position: row.int(1), changed: row.integer(2), program: row.text(3))
        }
        guard let found else { return nil }
        let order = "WHERE queue_song.account = ? ORDER BY queue_song.position"
        let songs = try SongReader(visit).songs(from: PlayQueues.present, order, [visit.account])
        let places = try MediaStatement("SELECT position FROM \(PlayQueues.present) \(order)", visit.database)
            .integers(visit.account)
        let current = found.current.flatMap { places.firstIndex(of: $0) }
        return PlayQueue(
            songs: songs, current: current, position: found.position, changed: found.changed, changedBy: found.program)
    }

    /// In the place of what there was; without songs there is none then. Ids that are not there are left out.
    func save(_ ids: [String], current: Int?, position: Int, by program: String, at time: Int64) throws {
        let known = KnownSongs(account: visit.account, database: visit.database)
        var songs: [Int64] = []
        var playing: Int?
        for (place, id) in ids.enumerated() {
            guard let song = try known.find(id) else { continue }
            if place == current { playing = songs.count }
            songs.append(song)
        }
        for table in ["queue_song", "queue"] {
            try MediaStatement("DELETE FROM \(table) WHERE account = ?", visit.database).run(visit.account)
        }
        if songs.isEmpty { return }
        let heading = "INSERT INTO queue (account, current, position, changed, program) VALUES (?, ?, ?, ?, ?)"
        try MediaStatement(heading, visit.database).run(visit.account, playing, position, time, program)
        for (place, song) in songs.enumerated() {
            let insertion = "INSERT INTO queue_song (account, position, known) VALUES (?, ?, ?)"
            try MediaStatement(insertion, visit.database).run(visit.account, place, song)
        }
    }
}
