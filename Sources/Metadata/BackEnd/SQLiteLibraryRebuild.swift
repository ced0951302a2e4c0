import GRDB
import LockerBase

/// Writes one library of a database anew.
struct SQLiteLibraryRebuild: LibraryRebuild {
    private let database: Database
    private let library: Library
    /// Revisions before this one have expired: what only they have is not written.
    private let first: Int64
    private var source: Source?
    private var revision: Int64 = 0
    private var created: Int64 = 0
    private var provenance = Provenance()
    private var files: Int64 = 0
    private var logicalBytes: Int64 = 0
    /// Of the rows that are written and retained: how many, and the bytes of their paths and targets.
    private var (versions, nameBytes) = (Int64(0), Int64(0))
    private var (added, changed, removed) = (Int64(0), Int64(0), Int64(0))
    private var bytes = ChangedBytes()

    init(
        _ database: Database, id: Int64, account: Int64, name: String, first: Int64
    ) throws(LockerError) {
        try Library.checkName(name)
        self.database = database
        self.first = first
        library = Library(
            id: id, account: account, name: name, newest: 0, first: first, files: 0, logicalBytes: 0, source: nil)
        try database.translating { () throws in
            try database.execute(
                sql: "INSERT INTO library (id, account, name, first) VALUES (?, ?, ?, ?)",
                arguments: [id, account, name, first])
        }
    }

    mutating func begin(created: Int64) {
        revision += 1
        self.created = created
        (added, changed, removed) = (0, 0, 0)
        (bytes, provenance) = (ChangedBytes(), Provenance())
    }

    mutating func say(_ provenance: Provenance) {
        self.provenance = provenance
    }

    mutating func put(_ entry: Entry) throws(LockerError) {
        try entry.checkFields()
        let old = try end(entry.path)
        try database.translating { () throws in
            try EntryWriter(library: library, revision: revision, database).begin(entry)
        }
        if let old {
            changed += 1
            bytes.change(old, to: entry)
        } else {
            added += 1
            bytes.add(entry)
        }
        retain(entry, 1)
        try count(entry, 1)
    }

    mutating func remove(_ path: EntryPath) throws(LockerError) {
        guard let old = try end(path) else {
            throw LockerError(
                .dataLoss,
                "\(path): revision \(revision) of library '\(library.shownName)' removes it, and it is not there")
        }
        removed += 1
        bytes.remove(old)
    }

    func end(as commit: Digest) throws(LockerError) {
        guard revision >= first else { return }
        try database.translating { () throws in
            try Revision(
                library: library.id, number: revision, created: created, commit: commit, added: added, changed: changed,
                removed: removed, files: files, logicalBytes: logicalBytes, bytes: bytes, provenance: provenance
            ).insert(of: library.account, database)
        }
    }

    mutating func set(_ source: Source) {
        self.source = source
    }

    func finish() throws(LockerError) {
        try database.translating { () throws in
            try database.execute(
                sql: """
                    UPDATE library SET newest = ?, files = ?, logical_bytes = ?, versions = ?, name_bytes = ?
                    WHERE id = ?
                    """, arguments: [revision, files, logicalBytes, versions, nameBytes, library.id])
            try source?.update(library: library.id, database)
        }
    }

    /// Ends the entry at `path` with the revision before. Returns it; nil when there is none.
    private mutating func end(_ path: EntryPath) throws(LockerError) -> Entry? {
        // The first revision, usually the largest, needs no look-ups.
        if revision == 1 { return nil }
        let old = try database.translating { () throws -> Entry? in
            guard let old = try EntryLookup(in: library.id, .newest, database).entry(at: path) else { return nil }
            let writer = try EntryWriter(library: library, revision: revision, database)
            if revision <= first { try writer.erase(path) } else { try writer.end(path) }
            return old
        }
        if let old {
            try count(old, -1)
            if revision <= first { retain(old, -1) }
        }
        return old
    }

    private mutating func retain(_ entry: Entry, _ sign: Int64) {
        versions += sign
        nameBytes += sign * Int64(entry.nameBytes)
    }

    private mutating func count(_ entry: Entry, _ sign: Int64) throws(LockerError) {
        guard entry.kind == .file else { return }
        let (sum, overflow) = logicalBytes.addingReportingOverflow(sign * entry.size)
        guard !overflow else {
            throw LockerError(.dataLoss, "library '\(library.shownName)' would hold more bytes than can be counted")
        }
        files += sign
        logicalBytes = sum
    }
}
