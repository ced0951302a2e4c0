import GRDB

extension AccountHoldings: FetchableRecord {
    private static let columns = "name, quota, libraries, logical_bytes, revisions, versions, name_bytes"

    /// A row of the columns above, in their order; throws where one is not of its type.
    public init(row: Row) throws {
        self.init(
            account: try row.decode(atIndex: 0), quota: try row.decode(atIndex: 1),
            libraries: try row.decode(atIndex: 2),
            logicalBytes: try row.decode(atIndex: 3), revisions: try row.decode(atIndex: 4),
            versions: try row.decode(atIndex: 5), nameBytes: try row.decode(atIndex: 6))
    }

    static func ofAccount(_ id: Int64, _ database: Database) throws -> AccountHoldings? {
        let statement = try database.cachedStatement(sql: "SELECT \(columns) FROM account WHERE id = ?")
        return try AccountHoldings.fetchOne(statement, arguments: [id])
    }
}
