import GRDB
import LockerBase

extension SQLiteMetadata {
    public func libraryIDs() throws(LockerError) -> Set<Int64> {
        try read { Set(try Int64.fetchAll($0, sql: "SELECT id FROM library")) }
    }

    public func set(_ source: Source, of library: Library) throws(LockerError) {
        try write { database in
            try source.update(library: try library.refreshed(database).id, database)
        }
    }

    public func rename(_ library: Library, to name: String) throws(LockerError) {
        try Library.checkName(name)
        try write { database in
            let library = try library.refreshed(database)
            let taken = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM library WHERE account = ? AND name = ?)",
                arguments: [library.account, name])
            guard taken == false else { throw Library.nameIsTaken(name) }
            try database.execute(sql: "UPDATE library SET name = ? WHERE id = ?", arguments: [name, library.id])
        }
    }

    public func remove(_ library: Library) throws(LockerError) {
        try write { database in
            try database.execute(
                sql: "DELETE FROM library WHERE id = ?", arguments: [try library.refreshed(database).id])
        }
    }
}

extension Library {
    /// The refusal of a name that another library of the account has.
    public static func nameIsTaken(_ name: String) -> LockerError {
        LockerError(
            .alreadyExists,
            "library '\(EntryPath.printable(name.utf8))': there is one of this name; choose another, or remove that one"
        )
    }
}
