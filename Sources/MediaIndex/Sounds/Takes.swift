import GRDB
import LockerBase

/// What people have taken of the catalog in the place of songs of their own.
package struct Takes: Sendable {
    let media: MediaDatabase

    /// The track digest of a song in a library of the account, or its blob where there is none; nil where no such song is
    /// there at the moment.
    package func key(ofSong id: String, in library: String, of account: String) throws(LockerError) -> Digest? {
        try media.read { database in
            let sql = """
                SELECT known.key FROM account CROSS JOIN known ON known.account = account.id
                WHERE account.name = ? AND known.item = ? AND EXISTS (
                    SELECT 1 FROM song CROSS JOIN library ON library.id = song.library
                    WHERE song.known = known.id AND library.name = ? AND library.is_there = 1
                )
                """
            let base = ItemID.base(ofSong: id)
            return try MediaStatement(sql, database).first([account, base, library]) { row in try row.digest(0) }
        }
    }

    /// What the account has taken in the place of a song of its own, by the song's track digest or blob.
    package func song(inPlaceOf key: Digest, of account: String) throws(LockerError) -> TakenSong? {
        try media.read { database in
            let sql = """
                SELECT taken.track, taken.blob, taken.size, taken.format, taken.name
                FROM account CROSS JOIN taken ON taken.account = account.id WHERE account.name = ? AND taken.key = ?
                """
            return try MediaStatement(sql, database).first([account, key]) { row in
                TakenSong(
                    track: try row.digest(0), blob: try row.digest(1), size: row.int(2), format: row.text(3),
                    name: Array(row.bytes(4)))
            }
        }
    }

    /// All that the account has taken, by the track digests or blobs of its own songs.
    package func all(of account: String) throws(LockerError) -> [Digest: Digest] {
        try media.read { database in
            let sql = """
                SELECT taken.key, taken.track FROM account CROSS JOIN taken ON taken.account = account.id
                WHERE account.name = ?
                """
            let rows = try MediaStatement(sql, database).rows([account]) { row in
                (key: try row.digest(0), track: try row.digest(1))
            }
            return Dictionary(rows.map { ($0.key, $0.track) }) { first, _ in first }
        }
    }

    /// Lets the account hear `song` in the place of the one of its own.
    ///
    /// - Parameter time: nanoseconds since 1970 UTC.
    package func take(
        _ song: TakenSong, inPlaceOf key: Digest, of account: String, at time: Int64
    ) throws(LockerError) {
        try media.write { database in
            let owner = try LibraryRows.makeAccount(account, database)
            let sql = """
                INSERT OR REPLACE INTO taken (account, key, track, blob, size, format, name, since)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
            try MediaStatement(sql, database).run(
                owner, key, song.track, song.blob, song.size, song.format, song.name, time)
        }
    }

    /// Lets the account hear its own song again. Returns the blob that it heard, where it hears that in the place of no other
    /// song either; nil where it does, or nothing was taken.
    package func giveBack(_ key: Digest, of account: String) throws(LockerError) -> Digest? {
        try media.write { database in
            guard let owner = try LibraryRows.account(account, database) else { return nil }
            let blob = try MediaStatement("SELECT blob FROM taken WHERE account = ? AND key = ?", database)
                .first([owner, key]) { row in try row.digest(0) }
            guard let blob else { return nil }
            try MediaStatement("DELETE FROM taken WHERE account = ? AND key = ?", database).run(owner, key)
            let others = try MediaStatement("SELECT 1 FROM taken WHERE account = ? AND blob = ? LIMIT 1", database)
                .firstInteger(owner, blob)
            return others == nil ? blob : nil
        }
    }
}

extension MediaIndex {
    /// What people have taken of the catalog.
    package var takes: Takes { Takes(media: media) }
}
