import GRDB
import LockerBase

/// Where in a library's blobs a page ended.
public struct BlobCursor: Sendable {
    fileprivate let since: Int64
    fileprivate let row: Int64
}

extension SQLiteMetadata {
    public func blobs(
        of library: Library, after cursor: BlobCursor?, limit: Int
    ) throws(LockerError) -> (blobs: [Digest], next: BlobCursor?) {
        try read { database in
            let statement = try database.cachedStatement(sql: SQLiteMetadata.libraryBlobsSQL)
            var (since, row) = (cursor?.since ?? 0, cursor?.row ?? 0)
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
                    guard let next = try SQLiteMetadata.revision(withEntriesAfter: since, of: library, database) else {
                        return (blobs, nil)
                    }
                    (since, row) = (next, 0)
                }
            }
            return (blobs, BlobCursor(since: since, row: row))
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
