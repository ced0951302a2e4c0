import GRDB
import LockerBase

extension SQLiteLibraries {
    package func newestRevisions() throws(LockerError) -> [Int64: Int64] {
        try sqlite.read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT id, newest FROM library")
            return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
        }
    }

    package func set(_ source: Source, of library: Library) throws(LockerError) {
        try sqlite.write { database in
            try source.update(library: try library.refreshed(database).id, database)
        }
    }

    package func retention(of library: Library) throws(LockerError) -> OwnRetention {
        try sqlite.read { database in
            try OwnRetention.ofLibrary(try library.refreshed(database).id, database)
        }
    }

    package func anyKeepsWithin() throws(LockerError) -> Bool {
        try sqlite.read { database in
            let found = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM retention WHERE keep_within IS NOT NULL)")
            return found == true
        }
    }

    package func set(_ retention: OwnRetention, of library: Library) throws(LockerError) {
        try retention.check()
        try sqlite.write { database in
            try retention.save(library: try library.refreshed(database).id, database)
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
