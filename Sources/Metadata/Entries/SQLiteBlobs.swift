import GRDB
import LockerBase

/// The entries and songs of a database, by what they refer to.
package struct SQLiteBlobs: BlobReferences {
    let sqlite: SQLiteDatabase

    package func ownedEntries(holding blobs: [Digest], account: Account) throws(LockerError) -> [Entry?] {
        try sqlite.read { (database) throws -> [Entry?] in
            let statement = try DirectStatement(SQLiteBlobs.ownedSQL, database)
            statement.bind(account.id, at: 2)
            return try blobs.map { (blob) throws -> Entry? in
                statement.bind(blob, at: 1)
                return try statement.entry()
            }
        }
    }

    package func ownedEntry(withTrack track: Digest, account: Account) throws(LockerError) -> Entry? {
        try sqlite.read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT \(Entry.columns(of: "entry")) FROM library
                    CROSS JOIN entry INDEXED BY entry_track ON entry.track = ? AND entry.library = library.id
                    WHERE library.account = ? LIMIT 1
                    """)
            return try Entry.fetchOne(statement, arguments: [track, account.id])
        }
    }

    /// CROSS JOIN keeps the order of the tables: the few libraries of one account first, then two look-ups each,
    /// however many others hold the blob (https://www.sqlite.org/optoverview.html#crossjoin).
    package static let ownedSQL =
        [("entry_chunk", "NOT NULL"), ("entry_blob", "NULL")].map { index, chunk in
            """
            SELECT \(Entry.columns(of: "entry")) FROM library CROSS JOIN entry INDEXED BY \(index)
            ON entry.blob = ?1 AND entry.library = library.id AND entry.chunk IS \(chunk)
            WHERE library.account = ?2
            """
        }.joined(separator: "\nUNION ALL\n") + "\nLIMIT 1"

    /// Each blob of any retained revision, and of the catalog, once and in order. The order lets SQLite merge the
    /// indexes, even where only the count is wanted; without it, all blobs go into a temporary table.
    package static let blobsSQL = """
        SELECT blob FROM entry INDEXED BY entry_blob WHERE blob IS NOT NULL AND chunk IS NULL
        UNION SELECT blob FROM entry INDEXED BY entry_chunk WHERE chunk IS NOT NULL
        UNION SELECT blob FROM catalog ORDER BY blob
        """
}
