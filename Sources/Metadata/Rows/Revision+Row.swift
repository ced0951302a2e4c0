import GRDB

extension Revision: FetchableRecord {
    static let columns = "library, number, created, digest, added, changed, removed, files, logical_bytes"

    /// The revision in a row of ``columns``.
    public init(row: Row) throws {
        library = try row.decode(atIndex: 0)
        number = try row.decode(atIndex: 1)
        created = try row.decode(atIndex: 2)
        commit = try row.decode(atIndex: 3)
        added = try row.decode(atIndex: 4)
        changed = try row.decode(atIndex: 5)
        removed = try row.decode(atIndex: 6)
        files = try row.decode(atIndex: 7)
        logicalBytes = try row.decode(atIndex: 8)
    }

    /// Adds the row of this revision.
    func insert(_ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: "INSERT INTO revision (\(Revision.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        try statement.execute(arguments: [
            library, number, created, commit, added, changed, removed, files, logicalBytes,
        ])
    }
}
