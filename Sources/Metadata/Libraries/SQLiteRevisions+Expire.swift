import GRDB
import LockerBase

extension SQLiteRevisions {
    package func revision(of library: Library, currentAt time: Int64) throws(LockerError) -> Int64 {
        try sqlite.read { database in
            let library = try library.refreshed(database)
            // Where a clock was set back, more is kept: all before the first that is too young had ended by then.
            let current = try Int64.fetchOne(
                database,
                sql: """
                    SELECT max(number) FROM revision WHERE library = :library AND number < (
                        SELECT min(number) FROM revision
                        WHERE library = :library AND number > :first AND created > :time
                    )
                    """, arguments: ["library": library.id, "first": library.first, "time": time])
            return current ?? max(library.first, library.newest)
        }
    }

    package func expire(
        _ library: Library, before first: Int64, and others: RevisionSet
    ) throws(LockerError) -> Int64 {
        try sqlite.write { database in
            let library = try library.refreshed(database)
            guard first <= library.newest else {
                throw LockerError(
                    .invalidArgument,
                    "library '\(library.shownName)': its newest revision is \(library.newest), which stays; keep it or one "
                        + "before it")
            }
            var expired: Int64 = 0
            if first > library.first { expired += try SQLiteRevisions.forget(1...first - 1, of: library, database) }
            for range in others.ranges { expired += try SQLiteRevisions.forget(range, of: library, database) }
            guard expired > 0 else { return 0 }
            try database.execute(
                sql: """
                    UPDATE library SET (first, missing) = (
                        SELECT min(number), max(number) - min(number) + 1 - count(*) FROM revision WHERE library = :library
                    )
                    WHERE id = :library
                    """, arguments: ["library": library.id])
            return expired
        }
    }

    /// Forgets the revisions of one range, but for the newest, with what is said of them, and the entries that only they
    /// have. Returns how many revisions that were.
    private static func forget(
        _ range: ClosedRange<Int64>, of library: Library, _ database: Database
    ) throws -> Int64 {
        let last = min(range.upperBound, library.newest - 1)
        let charged = try Int64.fetchOne(
            database,
            sql: """
                SELECT sum(\(Revision.chargedBytes)) FROM revision LEFT JOIN origin ON origin.id = revision.origin
                WHERE revision.library = ? AND revision.number >= ? AND revision.number <= ?
                """, arguments: [library.id, range.lowerBound, last])
        try database.execute(
            sql: "DELETE FROM revision WHERE library = ? AND number >= ? AND number <= ?",
            arguments: [library.id, range.lowerBound, last])
        let forgotten = Int64(database.changesCount)
        guard forgotten > 0 else { return 0 }
        try database.execute(
            sql: "UPDATE library SET name_bytes = name_bytes - ? WHERE id = ?", arguments: [charged ?? 0, library.id])
        let before = try Int64.fetchOne(
            database, sql: "SELECT max(number) FROM revision WHERE library = ? AND number < ?",
            arguments: [library.id, range.lowerBound])
        let behind = try Int64.fetchOne(
            database, sql: "SELECT min(number) FROM revision WHERE library = ? AND number > ?",
            arguments: [library.id, last])
        try forgetEntries(of: library, between: before ?? 0, and: behind ?? library.newest, database)
        return forgotten
    }

    /// Removes the entries that only revisions between `before` and `behind` have or had before they were purged, and
    /// takes them out of the sums.
    private static func forgetEntries(
        of library: Library, between before: Int64, and behind: Int64, _ database: Database
    ) throws {
        let gone = "library = :library AND until <= :behind AND until > :before AND since > :before"
        try database.execute(
            sql: """
                UPDATE library SET
                    versions = library.versions - gone.versions, name_bytes = library.name_bytes - gone.name_bytes
                FROM (
                    SELECT count(*) AS versions, ifnull(sum(length(path) + ifnull(length(target), 0)), 0) AS name_bytes
                    FROM (
                        SELECT path, target FROM entry INDEXED BY entry_until WHERE \(gone)
                        UNION ALL
                        SELECT path, NULL FROM purged INDEXED BY purged_until WHERE \(gone)
                    )
                ) AS gone
                WHERE library.id = :library
                """, arguments: ["library": library.id, "before": before, "behind": behind])
        for table in ["entry", "purged"] {
            try database.execute(
                sql: "DELETE FROM \(table) INDEXED BY \(table)_until WHERE \(gone)",
                arguments: ["library": library.id, "before": before, "behind": behind])
        }
    }
}
