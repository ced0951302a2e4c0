import GRDB
import LockerBase

extension SQLiteBlobs {
    package func holders(of blob: Digest, in library: Library?, limit: Int) throws(LockerError) -> [Holder] {
        try sqlite.read { database in
            if let library {
                let statement = try database.cachedStatement(sql: SQLiteBlobs.holdersSQL(inLibrary: true))
                return try Holder.fetchAll(statement, arguments: [blob, library.id, max(0, limit)])
            }
            let statement = try database.cachedStatement(sql: SQLiteBlobs.holdersSQL(inLibrary: false))
            var holders = try Holder.fetchAll(statement, arguments: [blob, max(0, limit)])
            if holders.count < limit {
                let songs = try database.cachedStatement(
                    sql: "SELECT path, size FROM catalog INDEXED BY catalog_blob WHERE blob = ? LIMIT ?")
                holders += try Holder.fetchAll(songs, arguments: [blob, limit - holders.count])
            }
            return holders
        }
    }

    /// Of one library, nothing of others is looked at, however many hold the blob.
    package static func holdersSQL(inLibrary: Bool) -> String {
        """
        SELECT entry.path, entry.size, account.name, library.name, entry.since, entry.until
        FROM entry INDEXED BY entry_blob
        CROSS JOIN library ON library.id = entry.library CROSS JOIN account ON account.id = library.account
        WHERE entry.blob = ? \(inLibrary ? "AND entry.library = ?" : "") LIMIT ?
        """
    }
}

extension Holder: FetchableRecord {
    /// The holder in a row of path and size, and for an entry account, library and revisions.
    public init(row: Row) throws {
        path = try row.decode(atIndex: 0)
        size = try row.decode(atIndex: 1)
        owner =
            row.count == 2
            ? nil
            : Owner(
                account: try row.decode(atIndex: 2), library: try row.decode(atIndex: 3),
                since: try row.decode(atIndex: 4), until: try row.decode(atIndex: 5))
    }
}
