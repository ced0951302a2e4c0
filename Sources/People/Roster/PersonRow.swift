import GRDB
import LockerBase

/// A row of persons, without what only lists show.
struct PersonRow: FetchableRecord {
    static let columns = "id, name, password, disabled"

    let id: Int64
    let name: String
    let hash: String
    let isDisabled: Bool

    init(row: Row) throws {
        id = try row.decode(atIndex: 0)
        name = try row.decode(atIndex: 1)
        hash = try row.decode(atIndex: 2)
        isDisabled = try row.decode(atIndex: 3)
    }

    /// The number of the person of that name.
    ///
    /// - Throws: ``LockerError/Code/notFound`` where there is none.
    static func id(of name: String, _ database: Database) throws -> Int64 {
        let id = try Int64.fetchOne(database, sql: "SELECT id FROM person WHERE name = ?", arguments: [name])
        guard let id else {
            throw LockerError(
                .notFound, "'\(name.printable)': there is no person of this name; 'person list' shows who there is")
        }
        return id
    }

    /// Checks that nobody has the name.
    static func checkIsFree(_ name: String, _ database: Database) throws {
        let id = try Int64.fetchOne(database, sql: "SELECT id FROM person WHERE name = ?", arguments: [name])
        guard id == nil else {
            throw LockerError(.alreadyExists, "'\(name.printable)': there is a person of this name; choose another")
        }
    }

    /// Adds a person, and takes back what invited somebody to that name. Returns their number.
    static func insert(_ name: String, hash: String, created: Int64, _ database: Database) throws -> Int64 {
        try AccountName.check(name)
        try checkIsFree(name, database)
        try database.execute(
            sql: "INSERT INTO person (name, password, created) VALUES (?, ?, ?)", arguments: [name, hash, created])
        let id = database.lastInsertedRowID
        try database.execute(sql: "DELETE FROM invite WHERE name = ?", arguments: [name])
        return id
    }
}
