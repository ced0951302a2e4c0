import GRDB
import LockerBase

/// The revisions of libraries as rows of a database.
package struct SQLiteRevisions: RevisionStore {
    let sqlite: SQLiteDatabase

    package func revision(_ number: Int64, of library: Library) throws(LockerError) -> Revision? {
        try list(of: library, before: number == .max ? nil : number + 1, limit: 1).first { $0.number == number }
    }

    package func list(of library: Library, before: Int64?, limit: Int) throws(LockerError) -> [Revision] {
        try sqlite.read { database in
            let statement = try database.cachedStatement(sql: SQLiteRevisions.listSQL)
            return try Revision.fetchAll(statement, arguments: [library.id, before ?? .max, max(0, limit)])
        }
    }

    package func setNote(_ note: String, ofRevision number: Int64, of library: Library) throws(LockerError) {
        try Provenance.checkNote(note)
        try sqlite.write { database in
            let library = try library.refreshed(database)
            let old = try Int64.fetchOne(
                database,
                sql: "SELECT ifnull(length(CAST(note AS BLOB)), 0) FROM revision WHERE library = ? AND number = ?",
                arguments: [library.id, number])
            guard let old else { throw Revision.isNotThere(number, in: library) }
            try database.execute(
                sql: "UPDATE revision SET note = ? WHERE library = ? AND number = ?",
                arguments: [note.isEmpty ? nil : note, library.id, number])
            try database.execute(
                sql: "UPDATE library SET name_bytes = name_bytes + ? WHERE id = ?",
                arguments: [Int64(note.utf8.count) - old, library.id])
        }
    }

    /// Rows of one library in the order of their numbers, each with where it came from.
    package static let listSQL = """
        SELECT \(Revision.columns) FROM revision \(Origin.joins)
        WHERE revision.library = ? AND revision.number < ? ORDER BY revision.number DESC LIMIT ?
        """
}
