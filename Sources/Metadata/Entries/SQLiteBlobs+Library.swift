import GRDB
import LockerBase

extension SQLiteBlobs {
    package func page(
        of library: Library, after cursor: BlobCursor?, limit: Int
    ) throws(LockerError) -> (blobs: [Digest], next: BlobCursor?) {
        try sqlite.read { database in
            let statement = try database.cachedStatement(sql: SQLiteBlobs.libraryBlobsSQL)
            var (since, row) = (cursor?.since ?? 0, cursor?.entry ?? 0)
            var blobs: [Digest] = []
            var left = limit
            while left > 0 {
                let page = try Row.fetchCursor(statement, arguments: [library.id, since, row, left])
                while let entry = try page.next() {
                    row = try entry.decode(Int64.self, atIndex: 0)
                    if let blob = try entry.decode(Digest?.self, atIndex: 1) { blobs.append(blob) }
                    left -= 1
                }
                if left > 0 {
                    guard let next = try SQLiteBlobs.revision(withEntriesAfter: since, of: library, database) else {
                        return (blobs, nil)
                    }
                    (since, row) = (next, 0)
                }
            }
            return (blobs, BlobCursor(since: since, entry: row))
        }
    }

    private static func revision(
        withEntriesAfter since: Int64, of library: Library, _ database: Database
    ) throws -> Int64? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT since FROM entry INDEXED BY entry_since WHERE library = ? AND since > ? ORDER BY since LIMIT 1
                """)
        return try Int64.fetchOne(statement, arguments: [library.id, since])
    }

    /// The entries that one revision brought, in the order of their rows, which the index ends with.
    package static let libraryBlobsSQL = """
        SELECT id, blob FROM entry INDEXED BY entry_since WHERE library = ? AND since = ? AND id > ? ORDER BY id LIMIT ?
        """
}
