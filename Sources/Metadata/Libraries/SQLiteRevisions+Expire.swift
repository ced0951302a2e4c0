import GRDB
import LockerBase

extension SQLiteRevisions {
    package func revision(of library: Library, currentAt time: Int64) throws(LockerError) -> Int64 {
        try sqlite.read { database in
            let library = try library.refreshed(database)
            // Where a clock was set back, more is kept: all before the first that is too young had ended by then.
            let younger = try Int64.fetchOne(
                database,
                sql: "SELECT min(number) FROM revision WHERE library = ? AND number > ? AND created > ?",
                arguments: [library.id, library.first, time])
            return younger.map { $0 - 1 } ?? max(library.first, library.newest)
        }
    }

    package func expire(_ library: Library, before first: Int64) throws(LockerError) -> Int64 {
        try sqlite.write { database in
            let library = try library.refreshed(database)
            guard first <= library.newest else {
                throw LockerError(
                    .invalidArgument,
                    "library '\(library.shownName)': its newest revision is \(library.newest), which stays; keep it or one "
                        + "before it")
            }
            guard first > library.first else { return 0 }
            try SQLiteRevisions.forgetEntries(of: library, before: first, database)
            try database.execute(
                sql: "DELETE FROM revision WHERE library = ? AND number < ?", arguments: [library.id, first])
            let expired = Int64(database.changesCount)
            try database.execute(sql: "UPDATE library SET first = ? WHERE id = ?", arguments: [first, library.id])
            return expired
        }
    }

    /// Removes the entries that only revisions before `first` have or had before they were purged, and takes them out of
    /// the sums.
    private static func forgetEntries(of library: Library, before first: Int64, _ database: Database) throws {
        try database.execute(
            sql: """
                UPDATE library SET
                    versions = library.versions - gone.versions, name_bytes = library.name_bytes - gone.name_bytes
                FROM (
                    SELECT count(*) AS versions, ifnull(sum(length(path) + ifnull(length(target), 0)), 0) AS name_bytes
                    FROM (
                        SELECT path, target FROM entry INDEXED BY entry_until
                        WHERE library = :library AND until <= :first
                        UNION ALL
                        SELECT path, NULL FROM purged INDEXED BY purged_until
                        WHERE library = :library AND until <= :first
                    )
                ) AS gone
                WHERE library.id = :library
                """, arguments: ["library": library.id, "first": first])
        try database.execute(
            sql: "DELETE FROM entry INDEXED BY entry_until WHERE library = ? AND until <= ?",
            arguments: [library.id, first])
        try database.execute(
            sql: "DELETE FROM purged INDEXED BY purged_until WHERE library = ? AND until <= ?",
            arguments: [library.id, first])
    }
}
