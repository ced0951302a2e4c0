import GRDB
import LockerBase
import POSIXSupport

/// The accounts as rows of a database.
package final class SQLiteAccounts: AccountStore {
    let sqlite: SQLiteDatabase
    /// The process is the only one that has the database open.
    private let lock = Monitor(())

    init(sqlite: SQLiteDatabase) {
        self.sqlite = sqlite
    }

    package func alone<Result>(_ body: () throws(LockerError) -> Result) throws(LockerError) -> Result {
        try lock.withLock { (_) throws(LockerError) in try body() }
    }

    package func account(named name: String) throws(LockerError) -> Account? {
        try sqlite.read { try Account.first(where: "name = ?", name, $0) }
    }

    package func account(userID: UInt32) throws(LockerError) -> Account? {
        try sqlite.read { try Account.first(where: "user_id = ?", userID, $0) }
    }

    package func all() throws(LockerError) -> [Account] {
        try sqlite.read { try Account.fetchAll($0, sql: "SELECT \(Account.columns) FROM account ORDER BY name") }
    }

    package func prepare(
        named name: String, userID: UInt32?, role: Account.Role, quota: Int64?, created: Int64
    ) throws(LockerError) -> Account {
        try Account.checkName(name)
        try Account.check(quota: quota, of: name)
        return try sqlite.write { database in
            try SQLiteAccounts.checkIsFree(name, userID, database)
            return Account(
                id: try SQLiteAccounts.reserveAccountID(database), name: name, userID: userID, role: role, quota: quota,
                created: created)
        }
    }

    package func add(_ account: Account) throws(LockerError) {
        try sqlite.write { database in
            try SQLiteAccounts.checkIsFree(account.name, account.userID, database)
            try account.insert(database)
        }
    }

    /// Checks that no account but that of number `own` has the name or the user.
    static func checkIsFree(
        _ name: String, _ userID: UInt32?, besides own: Int64? = nil, _ database: Database
    ) throws {
        if let there = try Account.first(where: "name = ?", name, database), there.id != own {
            throw LockerError(.alreadyExists, "account '\(name)': there is one of this name; choose another")
        }
        if let userID, let bound = try Account.first(where: "user_id = ?", userID, database), bound.id != own {
            throw LockerError(
                .alreadyExists,
                "account '\(name)': uid \(userID) is bound to account '\(bound.name)'; rename that one, bind it to "
                    + "another user, or choose another uid",
                details: [.account: bound.name, .uid: "\(userID)"])
        }
    }

    /// Takes the next number out of what AUTOINCREMENT counts with (https://www.sqlite.org/autoinc.html).
    private static func reserveAccountID(_ database: Database) throws -> Int64 {
        let highest = try Int64.fetchOne(database, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'account'")
        try database.setHighestID((highest ?? 0) + 1, of: "account")
        return (highest ?? 0) + 1
    }

    package func setQuota(_ quota: Int64?, ofAccountNamed name: String) throws(LockerError) -> Account {
        try Account.check(quota: quota, of: name)
        return try sqlite.write { database in
            try database.execute(sql: "UPDATE account SET quota = ? WHERE name = ?", arguments: [quota, name])
            guard let account = try Account.first(where: "name = ?", name, database) else {
                throw Account.isUnknown(name)
            }
            return account
        }
    }

    package func remove(named name: String) throws(LockerError) {
        try sqlite.write { database in
            try database.execute(sql: "DELETE FROM account WHERE name = ?", arguments: [name])
            guard database.changesCount == 1 else { throw Account.isUnknown(name) }
        }
    }
}
