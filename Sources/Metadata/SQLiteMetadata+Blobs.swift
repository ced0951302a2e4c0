import GRDB
import LockerBase

extension SQLiteMetadata {
    public func ownedEntry(holding blob: Digest, account: Account) throws(LockerError) -> Entry? {
        try read { database in
            // CROSS JOIN keeps the order of the tables: the few libraries of one account first, then one look-up each,
            // however many others hold the blob (https://www.sqlite.org/optoverview.html#crossjoin).
            let statement = try database.cachedStatement(
                sql: """
                    SELECT \(Entry.columns(of: "entry")) FROM library
                    CROSS JOIN entry INDEXED BY entry_blob ON entry.blob = ? AND entry.library = library.id
                    WHERE library.account = ? LIMIT 1
                    """)
            return try Entry.fetchOne(statement, arguments: [blob, account.id])
        }
    }

    public func ownedEntry(withTrack track: Digest, account: Account) throws(LockerError) -> Entry? {
        try read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT \(Entry.columns(of: "entry")) FROM library
                    CROSS JOIN entry INDEXED BY entry_track ON entry.track = ? AND entry.library = library.id
                    WHERE library.account = ? LIMIT 1
                    """)
            return try Entry.fetchOne(statement, arguments: [track, account.id])
        }
    }

    /// Each blob of any retained revision, and of the catalog, once and in order. The order lets SQLite merge the two
    /// indexes, even where only the count is wanted; without it, all blobs go into a temporary table.
    package static let blobsSQL = """
        SELECT blob FROM entry INDEXED BY entry_blob WHERE blob IS NOT NULL UNION SELECT blob FROM catalog
        ORDER BY blob
        """

    public func forEachBlob(_ body: (Digest) throws(LockerError) -> Void) throws(LockerError) {
        try read { database in
            let statement = try database.cachedStatement(sql: SQLiteMetadata.blobsSQL)
            let blobs = try Digest.fetchCursor(statement)
            while let blob = try blobs.next() { try body(blob) }
        }
    }
}
