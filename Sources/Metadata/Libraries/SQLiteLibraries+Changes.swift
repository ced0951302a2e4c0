import GRDB
import LockerBase

extension SQLiteLibraries {
    package func ids() throws(LockerError) -> Set<Int64> {
        try sqlite.read { Set(try Int64.fetchAll($0, sql: "SELECT id FROM library")) }
    }

    package func set(_ source: Source, of library: Library) throws(LockerError) {
        try sqlite.write { database in
            try source.update(library: try library.refreshed(database).id, database)
        }
    }

    package func rename(_ library: Library, to name: String) throws(LockerError) {
        try Library.checkName(name)
        try sqlite.write { database in
            let library = try library.refreshed(database)
            let taken = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM library WHERE account = ? AND name = ?)",
                arguments: [library.account, name])
            guard taken == false else { throw Library.nameIsTaken(name) }
            try database.execute(sql: "UPDATE library SET name = ? WHERE id = ?", arguments: [name, library.id])
        }
    }

    package func remove(_ library: Library) throws(LockerError) {
        try sqlite.write { database in
            try database.execute(
                sql: "DELETE FROM library WHERE id = ?", arguments: [try library.refreshed(database).id])
        }
    }
}
