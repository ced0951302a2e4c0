import GRDB
import LockerBase

/// The commits to libraries as transactions of a database.
package struct SQLiteCommits: CommitStore {
    let sqlite: SQLiteDatabase

    package func commit(
        _ delta: Delta, as commit: Digest, created: Int64, from source: Source?, saying provenance: Provenance,
        check: () throws(LockerError) -> Void
    ) throws(LockerError) -> Revision {
        guard !delta.isEmpty else {
            throw LockerError(.invalidArgument, "an empty delta makes no revision; check isEmpty before the commit")
        }
        return try sqlite.write { database in
            let library = try SQLiteCommits.base(of: delta, database)
            try SQLiteCommits.checkQuota(of: library, next: delta, saying: provenance, database)
            let revision = Revision(delta, as: commit, created: created, saying: provenance)
            let writer = try EntryWriter(library: library, revision: revision.number, database)
            for entry in delta.changes { try writer.end(entry.path, check) }
            for path in delta.removals { try writer.end(path, check) }
            for entries in [delta.additions, delta.changes] {
                for entry in entries { try writer.begin(entry, check) }
            }
            try revision.insert(of: library.account, database)
            try MatchedTracks.note(delta.matched, of: library.account, database)
            let added = delta.added
            let nameBytes = added.nameBytes + provenance.chargedBytes
            try database.execute(
                sql: """
                    UPDATE library SET newest = ?, files = ?, logical_bytes = ?, versions = versions + ?,
                        name_bytes = name_bytes + ?
                    WHERE id = ?
                    """,
                arguments: [
                    revision.number, revision.files, revision.logicalBytes, added.versions, nameBytes, library.id,
                ])
            try source?.update(library: library.id, database)
            if let device = provenance.origin?.device {
                try KnownDevice.noteSeen(device, of: library.account, at: created, database)
            }
            return revision
        }
    }

    /// The library that `delta` is for, when its newest revision is the delta's base.
    private static func base(of delta: Delta, _ database: Database) throws -> Library {
        guard let library = try Library.withID(delta.library, database) else {
            throw LockerError(.notFound, "the library of this commit was removed")
        }
        guard library.newest == delta.base else {
            throw LockerError(
                .failedPrecondition,
                "library '\(library.shownName)': its newest revision is \(library.newest), and the commit was worked out "
                    + "against \(delta.base); work it out again")
        }
        return library
    }
}

extension Revision {
    /// The revision that `delta` makes.
    fileprivate init(_ delta: Delta, as commit: Digest, created: Int64, saying provenance: Provenance) {
        library = delta.library
        number = delta.base + 1
        self.created = created
        self.commit = commit
        added = Int64(delta.additions.count)
        changed = Int64(delta.changes.count)
        removed = Int64(delta.removals.count)
        files = delta.files
        logicalBytes = delta.logicalBytes
        bytes = delta.bytes
        self.provenance = provenance
    }
}
