import Foundation
import GRDB
import LockerBase

/// The entries and songs of a database, by what they refer to.
package struct SQLiteBlobs: BlobReferences {
    let sqlite: SQLiteDatabase

    package func ownedEntry(holding blob: Digest, account: Account) throws(LockerError) -> Entry? {
        try sqlite.read { database in
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

    /// Each blob of any retained revision, and of the catalog, once and in order. The order lets SQLite merge the two
    /// indexes, even where only the count is wanted; without it, all blobs go into a temporary table.
    package static let blobsSQL = """
        SELECT blob FROM entry INDEXED BY entry_blob WHERE blob IS NOT NULL UNION SELECT blob FROM catalog
        ORDER BY blob
        """

    /// A page of them, behind a blob.
    package static let blobPageSQL = """
        SELECT blob FROM entry INDEXED BY entry_blob WHERE blob > :after
        UNION SELECT blob FROM catalog INDEXED BY catalog_blob WHERE blob > :after ORDER BY blob LIMIT :limit
        """

    /// Blobs that are read at a time.
    private static let blobPage = 10_000

    package func walk(_ body: (Digest) throws(LockerError) -> Void) throws(LockerError) {
        // All digests come after the empty string of bytes.
        var after = Data().databaseValue
        while true {
            let blobs = try sqlite.read { database in
                let statement = try database.cachedStatement(sql: SQLiteBlobs.blobPageSQL)
                return try Digest.fetchAll(statement, arguments: ["after": after, "limit": SQLiteBlobs.blobPage])
            }
            for blob in blobs { try body(blob) }
            guard blobs.count == SQLiteBlobs.blobPage, let last = blobs.last else { return }
            after = last.databaseValue
        }
    }
}
