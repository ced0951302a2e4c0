import GRDB
import LockerBase

/// Taking paths out of all revisions, in a database.
package struct SQLitePurges: PurgeStore {
    let sqlite: SQLiteDatabase

    package func find(_ targets: PurgeTargets, in library: Library) throws(LockerError) -> PurgedEntries {
        try sqlite.read { database in
            let library = try library.refreshed(database)
            var found = PurgedEntries()
            var timeline = PurgeTimeline()
            for path in targets.paths {
                let before = found.versions
                for range in PurgeRange.ranges(of: path, isRecursive: targets.isRecursive, in: library) {
                    try found.count(range, database)
                    try timeline.add(range, database)
                }
                if found.versions == before, found.missing == nil { found.missing = path }
            }
            for span in timeline.spans(upTo: library.newest) {
                found.revisions += try span.revisions(of: library, database)
            }
            return found
        }
    }

    package func purge(
        _ targets: PurgeTargets, from library: Library, as commit: Digest, created: Int64
    ) throws(LockerError) -> Revision {
        let base = library.newest
        return try sqlite.write { database in
            let library = try library.refreshed(database)
            guard library.newest == base, base > 0 else {
                throw LockerError(
                    .failedPrecondition,
                    "library '\(library.shownName)': its newest revision is \(library.newest), and not \(base); try again"
                )
            }
            let ranges = targets.paths.flatMap {
                PurgeRange.ranges(of: $0, isRecursive: targets.isRecursive, in: library)
            }
            var timeline = PurgeTimeline()
            for range in ranges { try timeline.add(range, database) }
            let spans = timeline.spans(upTo: base)
            for span in spans { try span.takeOut(of: library, database) }
            let open = spans.last { $0.end > base }?.amount ?? PurgeTimeline.Amount()
            let revision = Revision(
                library: library.id, number: base + 1, created: created, commit: commit, added: 0, changed: 0,
                removed: open.versions, files: library.files - open.files,
                logicalBytes: library.logicalBytes - open.bytes, bytes: ChangedBytes(), provenance: Provenance())
            var targetBytes: Int64 = 0
            for range in ranges { targetBytes += try range.purge(in: revision.number, database) }
            try revision.insert(of: library.account, database)
            try database.execute(
                sql: """
                    UPDATE library SET newest = ?, files = ?, logical_bytes = ?, name_bytes = name_bytes - ? WHERE id = ?
                    """,
                arguments: [revision.number, revision.files, revision.logicalBytes, targetBytes, library.id])
            return revision
        }
    }
}

extension PurgedEntries {
    /// Counts the rows of one range.
    fileprivate mutating func count(_ range: PurgeRange, _ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                SELECT path, count(*), sum(CASE WHEN kind = :file THEN size ELSE 0 END) FROM entry INDEXED BY entry_history
                WHERE \(PurgeRange.condition) GROUP BY path
                """)
        let rows = try Row.fetchCursor(
            statement,
            arguments: [
                "library": range.library.id, "lower": range.lower, "upper": range.upper,
                "file": Int64(Entry.Kind.file.rawValue),
            ])
        while let row = try rows.next() {
            paths += 1
            versions += try row.decode(Int64.self, atIndex: 1)
            // What is beyond a number is the largest there is.
            let (sum, isBeyond) = logicalBytes.addingReportingOverflow(try row.decode(Int64.self, atIndex: 2))
            logicalBytes = isBeyond ? .max : sum
        }
    }
}

extension PurgeTimeline.Span {
    /// How many of these revisions `library` has.
    fileprivate func revisions(of library: Library, _ database: Database) throws -> Int64 {
        let statement = try database.cachedStatement(
            sql: "SELECT count(*) FROM revision WHERE library = ? AND number >= ? AND number < ?")
        return try Int64.fetchOne(statement, arguments: [library.id, first, end]) ?? 0
    }

    /// Lets the revisions tell the files that they have without it.
    fileprivate func takeOut(of library: Library, _ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                UPDATE revision SET files = files - ?, logical_bytes = logical_bytes - ?
                WHERE library = ? AND number >= ? AND number < ?
                """)
        try statement.execute(arguments: [amount.files, amount.bytes, library.id, first, end])
    }
}

extension PurgeRange {
    /// Makes the rows of the range those of what was purged: what the newest revision has ends with `revision`. Returns
    /// the bytes of the targets that are gone.
    fileprivate func purge(in revision: Int64, _ database: Database) throws -> Int64 {
        let targets = try database.cachedStatement(
            sql: """
                SELECT ifnull(sum(length(target)), 0) FROM entry INDEXED BY entry_history WHERE \(PurgeRange.condition)
                """)
        let bytes = try Int64.fetchOne(
            targets, arguments: ["library": library.id, "lower": lower, "upper": upper])
        try database.execute(
            sql: """
                INSERT INTO purged (library, path, since, until)
                SELECT library, path, since, ifnull(until, :revision) FROM entry INDEXED BY entry_history
                WHERE \(PurgeRange.condition)
                """,
            arguments: ["library": library.id, "lower": lower, "upper": upper, "revision": revision])
        try database.execute(
            sql: "DELETE FROM entry INDEXED BY entry_history WHERE \(PurgeRange.condition)",
            arguments: ["library": library.id, "lower": lower, "upper": upper])
        return bytes ?? 0
    }
}
