import Foundation
import GRDB
import LockerBase

extension SQLiteBlobs {
    /// A page of the blobs whose recipes are in records, behind a blob.
    package static let blobPageSQL = """
        SELECT blob FROM entry INDEXED BY entry_blob WHERE blob > :after AND chunk IS NULL
        UNION SELECT blob FROM catalog INDEXED BY catalog_blob WHERE blob > :after ORDER BY blob LIMIT :limit
        """

    /// A page of the entries that are one chunk each, behind a blob; several of one blob follow each other.
    package static let chunkPageSQL = """
        SELECT blob, chunk, size FROM entry INDEXED BY entry_chunk WHERE blob > :after AND chunk IS NOT NULL
        ORDER BY blob LIMIT :limit
        """

    /// The chunks that some rows name, in the order of these: a look-up of each from an index would take several times as
    /// long.
    package static let chunkRangeSQL = """
        SELECT chunk FROM entry NOT INDEXED WHERE id > :after AND id <= :end AND chunk IS NOT NULL ORDER BY id
        """

    /// Contents that are read at a time.
    private static let page = 10_000

    package func walk(_ body: (ContentName) throws(LockerError) -> Void) throws(LockerError) {
        try walkRecipes { (blob) throws(LockerError) in try body(ContentName(blob: blob)) }
        try walk(
            SQLiteBlobs.chunkPageSQL, \.blob, { try Array($0.compactMap { try ContentName($0, from: 0) }) }, body)
    }

    package func walkRecipes(_ body: (Digest) throws(LockerError) -> Void) throws(LockerError) {
        try walk(SQLiteBlobs.blobPageSQL, \.self, { try Array($0.map { try $0.decode(atIndex: 0) }) }, body)
    }

    /// Goes through the pages of a query; what has the blob of the one before is left out.
    private func walk<Element>(
        _ sql: String, _ blob: (Element) -> Digest, _ decode: (RowCursor) throws -> [Element],
        _ body: (Element) throws(LockerError) -> Void
    ) throws(LockerError) {
        // All digests come after the empty string of bytes.
        var after = Data().databaseValue
        while true {
            let elements = try sqlite.read { database in
                let statement = try database.cachedStatement(sql: sql)
                return try decode(
                    Row.fetchCursor(statement, arguments: ["after": after, "limit": SQLiteBlobs.page]))
            }
            var last: Digest?
            for element in elements where blob(element) != last {
                last = blob(element)
                try body(element)
            }
            guard elements.count == SQLiteBlobs.page, let last else { return }
            after = last.databaseValue
        }
    }

    package func walkChunks(_ body: (Digest) throws(LockerError) -> Void) throws(LockerError) {
        var (after, highest) = (Int64(0), Int64(0))
        repeat {
            let end = after + Int64(SQLiteBlobs.page)
            let chunks = try sqlite.read { database in
                // A row that comes meanwhile has the highest number of all.
                highest = try Int64.fetchOne(database, sql: "SELECT max(id) FROM entry") ?? 0
                let statement = try database.cachedStatement(sql: SQLiteBlobs.chunkRangeSQL)
                return try Digest.fetchAll(statement, arguments: ["after": after, "end": end])
            }
            for chunk in chunks { try body(chunk) }
            after = end
        } while after < highest
    }
}
