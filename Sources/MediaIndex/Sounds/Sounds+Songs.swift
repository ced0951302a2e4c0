import GRDB
import LockerBase
import SoundMatching

extension Sounds {
    /// Songs that nobody has listened to, of those behind `place` in the list of all; also, where the next ones begin. Only
    /// such as the catalog has others of the same length of, and does not have the very audio of; and none that is to be
    /// tried again later than `now`, in seconds since 1970 UTC.
    ///
    /// For the gateway's own work: nobody is told what others have.
    package func unheard(
        behind place: Int64, limit: Int, at now: Int64
    ) throws(LockerError) -> (songs: [UnheardSong], next: Int64?) {
        try media.read { database in
            let last = try MediaStatement(Sounds.lastSQL, database).firstInteger(place, limit)
            guard let last else { return ([], nil) }
            let values: [(any BoundValue)?] = [place, last, Sounds.latitude, now, now + Sounds.longestPause]
            let songs = try MediaStatement(Sounds.unheardSQL, database).rows(values) { row in
                UnheardSong(
                    key: try row.digest(0), account: row.text(1), blob: try row.digest(2), size: row.int(3),
                    duration: row.int(4), place: row.integer(5))
            }
            return (songs, last)
        }
    }

    /// Takes what a song sounds like; nil: it cannot be listened to.
    package func note(_ fingerprint: Fingerprint?, of song: UnheardSong) throws(LockerError) {
        try media.write { database in try Sounds.write(fingerprint, of: song, database) }
    }

    static func write(_ fingerprint: Fingerprint?, of song: UnheardSong, _ database: Database) throws {
        let sql = """
            INSERT INTO sound (key, duration, bytes) VALUES (?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET duration = excluded.duration, bytes = excluded.bytes, compared = 0
            """
        try MediaStatement(sql, database).run(song.key, song.duration, fingerprint?.bytes)
        try MediaStatement("DELETE FROM sound_try WHERE key = ?", database).run(song.key)
    }

    /// Forgets what those songs sounded like that nobody has any more.
    package func forgetUnowned() throws(LockerError) {
        try media.write { database in
            for table in ["sound", "sound_try", "suggestion"] {
                let sql = """
                    DELETE FROM \(table) WHERE key NOT IN (
                        SELECT known.key FROM known WHERE EXISTS (SELECT 1 FROM song WHERE song.known = known.id)
                    )
                    """
                try MediaStatement(sql, database).run()
            }
        }
    }

    /// The last of so many songs behind a place.
    private static let lastSQL = """
        SELECT max(id) FROM (SELECT id FROM song WHERE id > ? ORDER BY id LIMIT ?)
        """

    private static let unheardSQL = """
        SELECT known.key, account.name, fact.blob, song.size, song.duration, song.id \(unheardRows) ORDER BY song.id
        """

    /// Of those between two places, and but for those that are tried again between two times.
    static let unheardRows = """
        FROM song CROSS JOIN known ON known.id = song.known CROSS JOIN fact ON fact.id = song.fact
            CROSS JOIN account ON account.id = song.account
        WHERE song.id > ?1 AND song.id <= ?2 AND song.duration > 0 AND song.is_first = 1
            AND NOT EXISTS (SELECT 1 FROM sound WHERE sound.key = known.key)
            AND EXISTS (
                SELECT 1 FROM catalog_sound
                WHERE catalog_sound.duration BETWEEN song.duration - ?3 AND song.duration + ?3
            )
            AND NOT EXISTS (SELECT 1 FROM catalog_sound WHERE catalog_sound.track = known.key)
            AND NOT EXISTS (
                SELECT 1 FROM sound_try
                WHERE sound_try.key = known.key AND sound_try.next > ?4 AND sound_try.next <= ?5
            )
        """
}
