import GRDB

/// What was played: counted with the track, and with the albums that it is on.
struct Plays {
    let visit: Visit

    /// Takes note that a song was played. An id that is not there is passed over.
    func note(_ id: String, at time: Int64) throws {
        guard let known = try KnownSongs(account: visit.account, database: visit.database).find(id) else { return }
        let own = "UPDATE known SET plays = plays + 1, played = max(ifnull(played, ?1), ?1) WHERE id = ?2"
        try MediaStatement(own, visit.database).run(time, known)
        let copies = "SELECT album, count(*) FROM song WHERE known = ? GROUP BY album"
        let albums = try MediaStatement(copies, visit.database).rows([known]) { row in
            (id: row.integer(0), copies: row.integer(1))
        }
        for album in albums {
            // As its refresh would count them: one for each file.
            let sum = "UPDATE album SET plays = plays + ?1, played = max(ifnull(played, ?2), ?2) WHERE id = ?3"
            try MediaStatement(sum, visit.database).run(album.copies, time, album.id)
        }
    }
}
