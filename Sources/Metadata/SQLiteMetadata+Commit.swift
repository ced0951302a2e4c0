import GRDB
import LockerBase

extension SQLiteMetadata {
    public func commit(_ delta: Delta, as commit: Digest, created: Int64) throws(LockerError) -> Revision {
        guard !delta.isEmpty else {
            throw LockerError(.invalidArgument, "an empty delta makes no revision; check isEmpty before the commit")
        }
        return try write { database in
            let library = try SQLiteMetadata.base(of: delta, database)
            try SQLiteMetadata.checkQuota(of: library, holding: delta.logicalBytes, database)
            let revision = Revision(delta, as: commit, created: created)
            let writer = try EntryWriter(library: library, revision: revision.number, database)
            for path in delta.changes.map(\.path) + delta.removals { try writer.end(path) }
            for entry in delta.additions + delta.changes { try writer.begin(entry) }
            try revision.insert(database)
            try database.execute(
                sql: "UPDATE library SET newest = ?, files = ?, logical_bytes = ? WHERE id = ?",
                arguments: [revision.number, revision.files, revision.logicalBytes, library.id])
            return revision
        }
    }

    /// The library that `delta` is for, when its newest revision is the delta's base.
    private static func base(of delta: Delta, _ database: Database) throws -> Library {
        guard let library = try Library.withID(delta.library, database) else {
            throw LockerError(.notFound, "the library of this commit was removed with its account")
        }
        guard library.newest == delta.base else {
            throw LockerError(
                .failedPrecondition,
                "library '\(library.name)': its newest revision is \(library.newest), and the commit was worked out "
                    + "against \(delta.base); work it out again")
        }
        return library
    }
}

extension Revision {
    /// The revision that `delta` makes.
    fileprivate init(_ delta: Delta, as commit: Digest, created: Int64) {
        library = delta.library
        number = delta.base + 1
        self.created = created
        self.commit = commit
        added = Int64(delta.additions.count)
        changed = Int64(delta.changes.count)
        removed = Int64(delta.removals.count)
        files = delta.files
        logicalBytes = delta.logicalBytes
    }
}
