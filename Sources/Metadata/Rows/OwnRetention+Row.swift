import GRDB

extension OwnRetention: FetchableRecord {
    static let columns = "keep_last, keep_within, keep_hourly, keep_daily, keep_weekly, keep_monthly, keep_yearly"

    /// What a row of ``columns`` asks for.
    public init(row: Row) throws {
        self.init(
            keepLast: try row.decode(atIndex: 0), keepWithin: try row.decode(atIndex: 1),
            keepHourly: try row.decode(atIndex: 2), keepDaily: try row.decode(atIndex: 3),
            keepWeekly: try row.decode(atIndex: 4), keepMonthly: try row.decode(atIndex: 5),
            keepYearly: try row.decode(atIndex: 6))
    }

    /// What is asked for of the library of this number.
    static func ofLibrary(_ library: Int64, _ database: Database) throws -> OwnRetention {
        let statement = try database.cachedStatement(sql: "SELECT \(columns) FROM retention WHERE library = ?")
        return try fetchOne(statement, arguments: [library]) ?? OwnRetention()
    }

    /// Writes the row of the library of this number, in the place of the one that there is; without a rule, none.
    func save(library: Int64, _ database: Database) throws {
        guard !isEmpty else {
            return try database.execute(sql: "DELETE FROM retention WHERE library = ?", arguments: [library])
        }
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO retention (library, \(OwnRetention.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                library, keepLast, keepWithin, keepHourly, keepDaily, keepWeekly, keepMonthly, keepYearly,
            ])
    }
}
