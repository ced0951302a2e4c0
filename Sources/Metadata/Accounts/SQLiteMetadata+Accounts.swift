import GRDB
import LockerBase

extension SQLiteMetadata {
    public func account(named name: String) throws(LockerError) -> Account? {
        try read { try Account.first(where: "name = ?", name, $0) }
    }

    public func account(userID: UInt32) throws(LockerError) -> Account? {
        try read { try Account.first(where: "user_id = ?", userID, $0) }
    }

    public func accounts() throws(LockerError) -> [Account] {
        try read { try Account.fetchAll($0, sql: "SELECT \(Account.columns) FROM account ORDER BY name") }
    }

    public func prepareAccount(
        named name: String, userID: UInt32?, role: Account.Role, quota: Int64?, created: Int64
    ) throws(LockerError) -> Account {
        try Account.checkName(name)
        try Account.check(quota: quota, of: name)
        return try write { database in
            try SQLiteMetadata.checkIsFree(name, userID, database)
            return Account(
                id: try SQLiteMetadata.reserveAccountID(database), name: name, userID: userID, role: role, quota: quota,
                created: created)
        }
    }

    public func addAccount(_ account: Account) throws(LockerError) {
        try write { database in
            try SQLiteMetadata.checkIsFree(account.name, account.userID, database)
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
        try SQLiteMetadata.setHighestID((highest ?? 0) + 1, of: "account", database)
        return (highest ?? 0) + 1
    }

    /// Lets the ids of `table` go on behind `id`.
    static func setHighestID(_ id: Int64, of table: String, _ database: Database) throws {
        try database.execute(sql: "UPDATE sqlite_sequence SET seq = ? WHERE name = ?", arguments: [id, table])
        guard database.changesCount == 0 else { return }
        try database.execute(sql: "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", arguments: [table, id])
    }

    public func setQuota(_ quota: Int64?, ofAccountNamed name: String) throws(LockerError) -> Account {
        try Account.check(quota: quota, of: name)
        return try write { database in
            try database.execute(sql: "UPDATE account SET quota = ? WHERE name = ?", arguments: [quota, name])
            guard let account = try Account.first(where: "name = ?", name, database) else {
                throw SQLiteMetadata.noAccount(name)
            }
            return account
        }
    }

    public func removeAccount(named name: String) throws(LockerError) {
        try write { database in
            try database.execute(sql: "DELETE FROM account WHERE name = ?", arguments: [name])
            guard database.changesCount == 1 else { throw SQLiteMetadata.noAccount(name) }
        }
    }

    static func noAccount(_ name: String) -> LockerError {
        LockerError(.notFound, "account '\(EntryPath.printable(name.utf8))': there is none of this name")
    }
}

extension Account {
    /// The account that the SQL `condition` picks out with its one argument.
    static func first(
        where condition: String, _ argument: some DatabaseValueConvertible, _ database: Database
    ) throws -> Account? {
        let statement = try database.cachedStatement(sql: "SELECT \(columns) FROM account WHERE \(condition)")
        return try fetchOne(statement, arguments: [argument])
    }
}
