import GRDB
import LockerBase
import SoundMatching

extension Sounds {
    /// Takes note that a song could not be listened to. It is tried again, after an hour at first and later and later,
    /// and given up after three times that were its own doing, or twenty of any kind: then nobody listens to it any more.
    ///
    /// - Parameters:
    ///   - isOwn: whether it was the song's own doing, as far as that can be told.
    ///   - now: seconds since 1970 UTC.
    /// - Returns: whether it is given up.
    package func noteFailure(of song: UnheardSong, isOwn: Bool, at now: Int64) throws(LockerError) -> Bool {
        try media.write { database -> Bool in
            let known = try MediaStatement("SELECT own, tries FROM sound_try WHERE key = ?", database)
                .first([song.key]) { row in (own: row.int(0), tries: row.int(1)) }
            let own = (known?.own ?? 0) + (isOwn ? 1 : 0)
            let tries = (known?.tries ?? 0) + 1
            if own >= Sounds.mostOwn || tries >= Sounds.mostTries {
                try Sounds.write(nil, of: song, database)
                return true
            }
            let sql = "INSERT OR REPLACE INTO sound_try (key, own, tries, next) VALUES (?, ?, ?, ?)"
            try MediaStatement(sql, database).run(song.key, own, tries, now + Sounds.pause(after: tries))
            return false
        }
    }

    /// How many songs are to be listened to: those behind `place` in the list of all, and those that are tried again.
    package func waitingCount(behind place: Int64) throws(LockerError) -> Int {
        try media.read { database -> Int in
            let sql = "SELECT count(DISTINCT known.key) \(Sounds.unheardRows)"
            // Any that was tried is counted with the others of its kind.
            let fresh = try MediaStatement(sql, database)
                .firstInteger(place, Int64.max, Sounds.latitude, Int64.min, Int64.max)
            let tried = try MediaStatement("SELECT count(*) FROM sound_try", database).firstInteger()
            return Int(fresh ?? 0) + Int(tried ?? 0)
        }
    }

    /// Seconds until a song is tried again that was tried so often: an hour, twice as long each time, and a week.
    private static func pause(after tries: Int) -> Int64 {
        min(Int64(3600) << Int64(min(tries - 1, 10)), longestPause)
    }

    /// Where a clock was set back, a song waits for no longer than that.
    static let longestPause: Int64 = 7 * 86_400

    private static let mostOwn = 3
    private static let mostTries = 20
}
