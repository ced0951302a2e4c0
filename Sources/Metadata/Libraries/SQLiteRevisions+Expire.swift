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
            var forgotten = Forgotten()
            if first > library.first {
                try SQLiteRevisions.forget(1...first - 1, of: library, database, &forgotten)
            }
            for range in others.ranges { try SQLiteRevisions.forget(range, of: library, database, &forgotten) }
            guard forgotten.revisions > 0 else { return 0 }
            try database.execute(
                sql: """
                    UPDATE library SET
                        versions = versions - :versions, name_bytes = name_bytes - :bytes,
                        (first, missing) = (
                            SELECT min(number), max(number) - min(number) + 1 - count(*) FROM revision
                            WHERE library = :library
                        )
                    WHERE id = :library
                    """,
                arguments: [
                    "library": library.id, "versions": forgotten.versions, "bytes": forgotten.nameBytes,
                ])
            return forgotten.revisions
        }
    }

    /// What all ranges together were.
    private struct Forgotten {
        var revisions: Int64 = 0
        var versions: Int64 = 0
        var nameBytes: Int64 = 0
    }

    /// Forgets the revisions of one range, but for the newest, with what is said of them, and the entries that only they
    /// have.
    private static func forget(
        _ range: ClosedRange<Int64>, of library: Library, _ database: Database, _ forgotten: inout Forgotten
    ) throws {
        let last = min(range.upperBound, library.newest - 1)
        // There may be a range for each day of years.
        let charged = try database.cachedStatement(
            sql: """
                SELECT sum(\(Revision.chargedBytes)) FROM revision LEFT JOIN origin ON origin.id = revision.origin
                WHERE revision.library = ? AND revision.number >= ? AND revision.number <= ?
                """)
        let said = try Int64.fetchOne(charged, arguments: [library.id, range.lowerBound, last]) ?? 0
        let delete = try database.cachedStatement(
            sql: "DELETE FROM revision WHERE library = ? AND number >= ? AND number <= ?")
        try delete.execute(arguments: [library.id, range.lowerBound, last])
        let revisions = Int64(database.changesCount)
        guard revisions > 0 else { return }
        forgotten.revisions += revisions
        forgotten.nameBytes += said
        let neighbours = try database.cachedStatement(
            sql: """
                SELECT ifnull((SELECT max(number) FROM revision WHERE library = :library AND number < :first), 0),
                    (SELECT min(number) FROM revision WHERE library = :library AND number > :last)
                """)
        let bounds: StatementArguments = ["library": library.id, "first": range.lowerBound, "last": last]
        guard let row = try Row.fetchOne(neighbours, arguments: bounds) else { return }
        let before = try row.decode(Int64.self, atIndex: 0)
        let behind = try row.decode(Int64?.self, atIndex: 1) ?? library.newest
        try forgetEntries(of: library, between: before, and: behind, database, &forgotten)
    }

    /// Removes the entries that only revisions between `before` and `behind` have or had before they were purged, and
    /// counts them for the sums.
    private static func forgetEntries(
        of library: Library, between before: Int64, and behind: Int64, _ database: Database,
        _ forgotten: inout Forgotten
    ) throws {
        let arguments: StatementArguments = ["library": library.id, "before": before, "behind": behind]
        let sums = try database.cachedStatement(
            sql: """
                SELECT
                    count(*),
                    ifnull(sum(length(path) + ifnull(length(target), 0) + ifnull(length(attributes), 0)), 0)
                FROM (
                    SELECT path, target, attributes FROM entry INDEXED BY entry_until WHERE \(gone)
                    UNION ALL
                    SELECT path, NULL, NULL FROM purged INDEXED BY purged_until WHERE \(gone)
                )
                """)
        if let row = try Row.fetchOne(sums, arguments: arguments) {
            forgotten.versions += try row.decode(Int64.self, atIndex: 0)
            forgotten.nameBytes += try row.decode(Int64.self, atIndex: 1)
        }
        for table in ["entry", "purged"] {
            let delete = try database.cachedStatement(
                sql: "DELETE FROM \(table) INDEXED BY \(table)_until WHERE \(gone)")
            try delete.execute(arguments: arguments)
        }
    }

    private static let gone = "library = :library AND until <= :behind AND until > :before AND since > :before"
}
