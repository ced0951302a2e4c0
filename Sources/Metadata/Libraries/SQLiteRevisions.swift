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
            let statement = try database.cachedStatement(
                sql: """
                    SELECT \(Revision.columns) FROM revision WHERE library = ? AND number < ?
                    ORDER BY number DESC LIMIT ?
                    """)
            return try Revision.fetchAll(statement, arguments: [library.id, before ?? .max, max(0, limit)])
        }
    }
}
