import GRDB
import LockerBase

/// The tracks that an account ever had: what is said of them outlives their files.
struct KnownSongs {
    let account: Int64
    let database: Database

    /// The row of a track, and when the index first saw it; made with `time` where it is not there.
    func put(_ key: Digest, at time: Int64) throws -> (id: Int64, added: Int64) {
        let item = ItemID.song(key)
        let found = try MediaStatement("SELECT id, added FROM known WHERE account = ? AND item = ?", database)
            .first([account, item]) { row in (id: row.integer(0), added: row.integer(1)) }
        if let found { return found }
        try MediaStatement("INSERT INTO known (account, item, key, added) VALUES (?, ?, ?, ?)", database)
            .run(account, item, key, time)
        return (database.lastInsertedRowID, time)
    }

    /// The row of the track that an id of a song names; nil where the account has no such song at the moment.
    func find(_ id: String) throws -> Int64? {
        let sql = """
            SELECT id FROM known WHERE account = ? AND item = ?
                AND EXISTS (SELECT 1 FROM song WHERE song.known = known.id)
            """
        return try MediaStatement(sql, database).firstInteger(account, ItemID.base(ofSong: id))
    }
}
