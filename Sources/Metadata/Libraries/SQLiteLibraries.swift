import GRDB
import LockerBase

/// The libraries as rows of a database.
package struct SQLiteLibraries: LibraryStore {
    let sqlite: SQLiteDatabase

    package func library(named name: String, of account: Account) throws(LockerError) -> Library? {
        try sqlite.read { try SQLiteLibraries.library(named: name, of: account, $0) }
    }

    package func ensure(named name: String, of account: Account) throws(LockerError) -> Library {
        try Library.checkName(name)
        return try sqlite.write { database in
            if let library = try SQLiteLibraries.library(named: name, of: account, database) { return library }
            guard let holdings = try AccountHoldings.ofAccount(account.id, database) else {
                throw Account.isUnknown(account.name)
            }
            try holdings.checkHasRoomForALibrary()
            try database.execute(
                sql: "INSERT INTO library (account, name) VALUES (?, ?)", arguments: [account.id, name])
            return Library(
                id: database.lastInsertedRowID, account: account.id, name: name, newest: 0, first: 1, files: 0,
                logicalBytes: 0, source: nil)
        }
    }

    package func forgetEmpty(_ library: Library) throws(LockerError) {
        try sqlite.write { database in
            try database.execute(sql: "DELETE FROM library WHERE id = ? AND newest = 0", arguments: [library.id])
        }
    }

    package func all(of account: Account) throws(LockerError) -> [Library] {
        try sqlite.read { database in
            try Library.fetchAll(
                database, sql: "SELECT \(Library.columns) FROM library WHERE account = ? ORDER BY name",
                arguments: [account.id])
        }
    }

    private static func library(named name: String, of account: Account, _ database: Database) throws -> Library? {
        let statement = try database.cachedStatement(
            sql: "SELECT \(Library.columns) FROM library WHERE account = ? AND name = ?")
        return try Library.fetchOne(statement, arguments: [account.id, name])
    }
}
