import GRDB

/// The rows of accounts and of their libraries.
enum LibraryRows {
    static func account(_ name: String, _ database: Database) throws -> Int64? {
        try MediaStatement("SELECT id FROM account WHERE name = ?", database).firstInteger(name)
    }

    /// Makes it where it is not there.
    static func makeAccount(_ name: String, _ database: Database) throws -> Int64 {
        if let found = try account(name, database) { return found }
        try MediaStatement("INSERT INTO account (name, changed) VALUES (?, 0)", database).run(name)
        return database.lastInsertedRowID
    }

    static func library(_ name: String, of account: Int64, _ database: Database) throws -> Int64? {
        try MediaStatement("SELECT id FROM library WHERE account = ? AND name = ?", database).firstInteger(
            account, name)
    }

    /// Makes it where it is not there, with the number that it had as a music folder, or the next one.
    static func makeLibrary(_ name: String, of account: Int64, _ database: Database) throws -> Int64 {
        if let found = try library(name, of: account, database) {
            try MediaStatement("UPDATE library SET is_there = 1 WHERE id = ? AND is_there = 0", database).run(found)
            return found
        }
        let insertion = """
            INSERT INTO library (account, name, number, is_there)
            VALUES (?1, ?2, (SELECT ifnull(max(number), 0) + 1 FROM library WHERE account = ?1), 1)
            """
        try MediaStatement(insertion, database).run(account, name)
        return database.lastInsertedRowID
    }

    /// Takes note of what the index has of a library; nil: it is to be told from its beginning.
    static func setRevision(_ revision: UInt64?, of library: Int64, _ database: Database) throws {
        let value = revision.map { Int64(bitPattern: $0) }
        try MediaStatement("UPDATE library SET revision = ? WHERE id = ?", database).run(value, library)
    }

    /// Takes note that something that is listed has changed. Times only rise, also where a clock is set back.
    static func setChanged(_ account: Int64, at time: Int64, _ database: Database) throws {
        try MediaStatement("UPDATE account SET changed = max(changed + 1, ?) WHERE id = ?", database)
            .run(time, account)
    }
}
