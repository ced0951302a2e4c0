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

    public func addAccount(
        named name: String, userID: UInt32?, role: Account.Role, quota: Int64?, created: Int64
    ) throws(LockerError) -> Account {
        try Account.checkName(name)
        try SQLiteMetadata.check(quota: quota, of: name)
        return try write { database in
            if try Account.first(where: "name = ?", name, database) != nil {
                throw LockerError(.alreadyExists, "account '\(name)': there is one of this name; choose another")
            }
            if let userID, let bound = try Account.first(where: "user_id = ?", userID, database) {
                throw LockerError(
                    .alreadyExists,
                    "account '\(name)': uid \(userID) is bound to account '\(bound.name)'; choose another, or none")
            }
            try database.execute(
                sql: "INSERT INTO account (name, user_id, role, quota, created) VALUES (?, ?, ?, ?, ?)",
                arguments: [name, userID, role, quota, created])
            return Account(
                id: database.lastInsertedRowID, name: name, userID: userID, role: role, quota: quota, created: created)
        }
    }

    public func setQuota(_ quota: Int64?, ofAccountNamed name: String) throws(LockerError) -> Account {
        try SQLiteMetadata.check(quota: quota, of: name)
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

    private static func check(quota: Int64?, of name: String) throws(LockerError) {
        guard let quota, quota < 0 else { return }
        throw LockerError(
            .invalidArgument,
            "account '\(EntryPath.printable(name.utf8))': a quota of \(quota) bytes; use 0 or more, or none")
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
