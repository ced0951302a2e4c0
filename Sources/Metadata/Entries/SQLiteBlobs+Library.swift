import GRDB
import LockerBase

extension SQLiteBlobs {
    package func page(
        of library: Library, after cursor: BlobCursor?, limit: Int
    ) throws(LockerError) -> (contents: [ContentName], next: BlobCursor?) {
        try sqlite.read { database in
            let statement = try database.cachedStatement(sql: SQLiteBlobs.libraryBlobsSQL)
            var (since, row) = (cursor?.since ?? 0, cursor?.entry ?? 0)
            var contents: [ContentName] = []
            var left = limit
            while left > 0 {
                let page = try Row.fetchCursor(statement, arguments: [library.id, since, row, left])
                while let entry = try page.next() {
                    row = try entry.decode(Int64.self, atIndex: 0)
                    if let content = try ContentName(entry, from: 1) { contents.append(content) }
                    left -= 1
                }
                if left > 0 {
                    guard let next = try SQLiteBlobs.revision(withEntriesAfter: since, of: library, database) else {
                        return (contents, nil)
                    }
                    (since, row) = (next, 0)
                }
            }
            return (contents, BlobCursor(since: since, entry: row))
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
        SELECT id, blob, chunk, size FROM entry INDEXED BY entry_since
        WHERE library = ? AND since = ? AND id > ? ORDER BY id LIMIT ?
        """
}
