import GRDB

extension Revision: FetchableRecord {
    private static let names = [
        "library", "number", "created", "digest", "added", "changed", "removed", "files", "logical_bytes",
        "added_bytes", "changed_bytes", "removed_bytes", "new_bytes", "base", "note", "purge",
    ]

    /// Of the rows of `revision`, with ``Origin/joins``.
    static let columns = (names.map { "revision." + $0 } + [Origin.columns]).joined(separator: ", ")

    /// ``Provenance/chargedBytes`` of a row of `revision` that is joined with its origin.
    static let chargedBytes = """
        ifnull(length(CAST(revision.note AS BLOB)), 0) + ifnull(length(origin.folder), 0)
            + ifnull(length(CAST(origin.device_name AS BLOB)), 0)
        """

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
        bytes = try ChangedBytes(row: row, from: 9)
        provenance = Provenance(
            origin: try Origin(row: row, from: Revision.names.count),
            note: try row.decode(String?.self, atIndex: 14) ?? "", base: try row.decode(atIndex: 13),
            newBytes: try row.decode(atIndex: 12), isPurge: try row.decode(atIndex: 15))
    }

    /// Adds the row of this revision, of a library of `account`.
    func insert(of account: Int64, _ database: Database) throws {
        var origin: Int64?
        if let told = provenance.origin { origin = try told.row(of: account, database) }
        let note = provenance.note.isEmpty ? nil : provenance.note
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO revision (\(Revision.names.joined(separator: ", ")), origin)
                VALUES (\(databaseQuestionMarks(count: Revision.names.count + 1)))
                """)
        try statement.execute(arguments: [
            library, number, created, commit, added, changed, removed, files, logicalBytes, bytes?.added,
            bytes?.changed, bytes?.removed, provenance.newBytes, provenance.base, note, provenance.isPurge,
            origin,
        ])
    }
}

extension ChangedBytes {
    /// The bytes in the columns of a row from `index` on; nil where they are null.
    fileprivate init?(row: Row, from index: Int) throws {
        guard let added = try row.decode(Int64?.self, atIndex: index) else { return nil }
        self.init(
            added: added, changed: try row.decode(atIndex: index + 1), removed: try row.decode(atIndex: index + 2))
    }
}
