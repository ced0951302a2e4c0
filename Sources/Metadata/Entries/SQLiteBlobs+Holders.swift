import GRDB
import LockerBase

extension SQLiteBlobs {
    package func holders(of content: ContentName, in library: Library?, limit: Int) throws(LockerError) -> [Holder] {
        try sqlite.read { database in
            let (blob, isChunk) = (content.blob, content.chunk != nil)
            let statement = try database.cachedStatement(
                sql: SQLiteBlobs.holdersSQL(inLibrary: library != nil, isChunk: isChunk))
            if let library {
                return try Holder.fetchAll(statement, arguments: [blob, library.id, max(0, limit)])
            }
            var holders = try Holder.fetchAll(statement, arguments: [blob, max(0, limit)])
            if holders.count < limit, !isChunk {
                let songs = try database.cachedStatement(
                    sql: "SELECT path, size FROM catalog INDEXED BY catalog_blob WHERE blob = ? LIMIT ?")
                holders += try Holder.fetchAll(songs, arguments: [blob, limit - holders.count])
            }
            return holders
        }
    }

    /// Of one library, nothing of others is looked at, however many hold the blob.
    package static func holdersSQL(inLibrary: Bool, isChunk: Bool = false) -> String {
        """
        SELECT entry.path, entry.size, account.name, library.name, entry.since, entry.until
        FROM entry INDEXED BY \(isChunk ? "entry_chunk" : "entry_blob")
        CROSS JOIN library ON library.id = entry.library CROSS JOIN account ON account.id = library.account
        WHERE entry.blob = ? AND entry.chunk IS \(isChunk ? "NOT NULL" : "NULL")
            \(inLibrary ? "AND entry.library = ?" : "") LIMIT ?
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
