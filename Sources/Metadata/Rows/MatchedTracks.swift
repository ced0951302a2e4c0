import GRDB
import LockerBase

/// Writes down of which tracks the catalog gave an account the audio.
enum MatchedTracks {
    static func note(_ tracks: some Sequence<Digest>, of account: Int64, _ database: Database) throws {
        for track in tracks {
            try database.cachedStatement(sql: "INSERT OR IGNORE INTO matched (account, track) VALUES (?, ?)")
                .execute(arguments: [account, track])
        }
    }
}
