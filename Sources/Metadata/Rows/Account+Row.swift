import GRDB

extension Account: FetchableRecord {
    static let columns = "id, name, user_id, role, quota, created, disabled"

    /// The account in a row of ``columns``.
    public init(row: Row) throws {
        self.init(
            id: try row.decode(atIndex: 0), name: try row.decode(atIndex: 1), userID: try row.decode(atIndex: 2),
            role: try row.decode(atIndex: 3), quota: try row.decode(atIndex: 4), created: try row.decode(atIndex: 5),
            isDisabled: try row.decode(atIndex: 6))
    }

    /// The account that the SQL `condition` picks out with its one argument.
    static func first(
        where condition: String, _ argument: some DatabaseValueConvertible, _ database: Database
    ) throws -> Account? {
        let statement = try database.cachedStatement(sql: "SELECT \(columns) FROM account WHERE \(condition)")
        return try fetchOne(statement, arguments: [argument])
    }

    /// Adds the row of this account.
    func insert(_ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO account (\(Account.columns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [id, name, userID, role, quota, created, isDisabled])
    }
}

extension Account.Role: DatabaseValueConvertible {}
