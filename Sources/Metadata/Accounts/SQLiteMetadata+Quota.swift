import GRDB
import LockerBase

extension SQLiteMetadata {
    public func holdings(of account: Account) throws(LockerError) -> AccountHoldings {
        try read { database in
            guard let holdings = try AccountHoldings.ofAccount(account.id, database) else {
                throw SQLiteMetadata.noAccount(account.name)
            }
            return holdings
        }
    }

    public func checkQuota(of delta: Delta) throws(LockerError) {
        try read { database in
            guard let library = try Library.withID(delta.library, database) else { return }
            try SQLiteMetadata.checkQuota(of: library, next: delta, database)
        }
    }

    /// Refuses that `delta` takes the account of `library` over its quota. A delta that only removes passes: each
    /// removal takes away an entry that was counted when it came.
    static func checkQuota(of library: Library, next delta: Delta, _ database: Database) throws {
        guard !delta.additions.isEmpty || !delta.changes.isEmpty,
            let holdings = try AccountHoldings.ofAccount(library.account, database)
        else { return }
        try holdings.check(growingBy: AccountHoldings.Growth(delta, to: library))
    }
}

extension AccountHoldings: FetchableRecord {
    private static let columns = "name, quota, libraries, logical_bytes, revisions, versions, name_bytes"

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
