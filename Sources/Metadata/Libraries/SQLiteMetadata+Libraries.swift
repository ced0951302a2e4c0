import GRDB
import LockerBase

extension SQLiteMetadata {
    public func library(named name: String, of account: Account) throws(LockerError) -> Library? {
        try read { try SQLiteMetadata.library(named: name, of: account, $0) }
    }

    public func ensureLibrary(named name: String, of account: Account) throws(LockerError) -> Library {
        try Library.checkName(name)
        return try write { database in
            if let library = try SQLiteMetadata.library(named: name, of: account, database) { return library }
            guard let holdings = try AccountHoldings.ofAccount(account.id, database) else {
                throw SQLiteMetadata.noAccount(account.name)
            }
            try holdings.checkHasRoomForALibrary()
            try database.execute(
                sql: "INSERT INTO library (account, name) VALUES (?, ?)", arguments: [account.id, name])
            return Library(
                id: database.lastInsertedRowID, account: account.id, name: name, newest: 0, first: 1, files: 0,
                logicalBytes: 0, source: nil)
        }
    }

    public func forgetEmpty(_ library: Library) throws(LockerError) {
        try write { database in
            try database.execute(sql: "DELETE FROM library WHERE id = ? AND newest = 0", arguments: [library.id])
        }
    }

    public func libraries(of account: Account) throws(LockerError) -> [Library] {
        try read { database in
            try Library.fetchAll(
                database, sql: "SELECT \(Library.columns) FROM library WHERE account = ? ORDER BY name",
                arguments: [account.id])
        }
    }

    public func revision(_ number: Int64, of library: Library) throws(LockerError) -> Revision? {
        try revisions(of: library, before: number == .max ? nil : number + 1, limit: 1).first { $0.number == number }
    }

    public func revisions(of library: Library, before: Int64?, limit: Int) throws(LockerError) -> [Revision] {
        try read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT \(Revision.columns) FROM revision WHERE library = ? AND number < ?
                    ORDER BY number DESC LIMIT ?
                    """)
            return try Revision.fetchAll(statement, arguments: [library.id, before ?? .max, max(0, limit)])
        }
    }

    private static func library(named name: String, of account: Account, _ database: Database) throws -> Library? {
        let statement = try database.cachedStatement(
            sql: "SELECT \(Library.columns) FROM library WHERE account = ? AND name = ?")
        return try Library.fetchOne(statement, arguments: [account.id, name])
    }
}
