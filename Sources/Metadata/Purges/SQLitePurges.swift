import GRDB
import LockerBase

/// Taking paths out of all revisions, in a database.
package struct SQLitePurges: PurgeStore {
    let sqlite: SQLiteDatabase

    package func find(
        _ targets: PurgeTargets, in library: Library, limit: Int64, check: () throws(LockerError) -> Void
    ) throws(LockerError) -> PurgedEntries {
        try sqlite.read { (database) throws -> PurgedEntries in
            let library = try library.refreshed(database)
            var timeline = PurgeTimeline()
            var missing: EntryPath?
            for path in targets.paths {
                try check()
                let before = timeline.versions
                for range in PurgeRange.ranges(of: path, isRecursive: targets.isRecursive, in: library) {
                    try timeline.add(range, limit: limit, database, check: check)
                }
                if timeline.versions > limit { return PurgedEntries(beyond: limit) }
                if timeline.versions == before, missing == nil { missing = path }
            }
            var revisions: Int64 = 0
            for span in timeline.spans(upTo: library.newest) {
                revisions += try span.revisions(of: library, database)
            }
            return PurgedEntries(
                revisions: revisions, paths: timeline.paths, versions: timeline.versions,
                logicalBytes: timeline.logicalBytes, missing: missing)
        }
    }

    package func purge(
        _ targets: PurgeTargets, from library: Library, as commit: Digest, created: Int64,
        saying provenance: Provenance
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
                logicalBytes: library.logicalBytes - open.bytes, bytes: ChangedBytes(removed: open.bytes),
                provenance: provenance.ofPurge)
            for range in ranges { try range.purge(in: revision.number, database) }
            try revision.insert(of: library.account, database)
            try database.execute(
                sql: """
                    UPDATE library SET newest = ?, files = ?, logical_bytes = ?, name_bytes = name_bytes - ? WHERE id = ?
                    """,
                arguments: [
                    revision.number, revision.files, revision.logicalBytes,
                    timeline.bytesBesidesPaths - provenance.chargedBytes, library.id,
                ])
            if let device = provenance.origin?.device {
                try KnownDevice.noteSeen(device, of: library.account, at: created, database)
            }
            return revision
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
    /// Makes the rows of the range those of what was purged: what the newest revision has ends with `revision`.
    fileprivate func purge(in revision: Int64, _ database: Database) throws {
        let insertion = try database.cachedStatement(
            sql: """
                INSERT INTO purged (library, path, since, until)
                SELECT library, path, since, ifnull(until, :revision) FROM entry INDEXED BY entry_history
                WHERE \(PurgeRange.condition)
                """)
        try insertion.execute(
            arguments: ["library": library.id, "lower": lower, "upper": upper, "revision": revision])
        let removal = try database.cachedStatement(
            sql: "DELETE FROM entry INDEXED BY entry_history WHERE \(PurgeRange.condition)")
        try removal.execute(arguments: ["library": library.id, "lower": lower, "upper": upper])
    }
}
