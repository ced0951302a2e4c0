import GRDB
import LockerBase

/// Writes one library of a database anew.
struct SQLiteLibraryRebuild: LibraryRebuild {
    private let database: Database
    private let library: Library
    private let purged: PurgedWriter
    /// What only others have is not written.
    private let retained: RetainedRevisions
    private var source: Source?
    private var own = OwnRetention()
    private var revision: Int64 = 0
    private var created: Int64 = 0
    private var provenance = Provenance()
    private var files: Int64 = 0
    private var logicalBytes: Int64 = 0
    /// Of the rows that are written and retained, those of what was purged included: how many, and the bytes of their
    /// paths and targets; with these what is said of the revisions.
    private var (versions, nameBytes) = (Int64(0), Int64(0))
    /// Entries that are there and were purged later.
    private var open: [EntryPath: Entry] = [:]
    private var (added, changed, removed) = (Int64(0), Int64(0), Int64(0))
    private var bytes = ChangedBytes()

    init(
        _ database: Database, id: Int64, account: Int64, name: String, retained: RetainedRevisions
    ) throws(LockerError) {
        try Library.checkName(name)
        self.database = database
        self.retained = retained
        library = Library(
            id: id, account: account, name: name, newest: 0, first: retained.first, files: 0, logicalBytes: 0,
            source: nil)
        purged = PurgedWriter(library: id, retained: retained, database)
        try database.translating { () throws in
            try database.execute(
                sql: "INSERT INTO library (id, account, name, first) VALUES (?, ?, ?, ?)",
                arguments: [id, account, name, retained.first])
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
        switch old {
        case .nothing:
            added += 1
            bytes.add(entry)
        case .purged(let old), .entry(let old):
            changed += 1
            bytes.change(old, to: entry)
        }
        retain(entry, 1)
        try count(entry, 1)
    }

    mutating func noteMatched(_ track: Digest) throws(LockerError) {
        try database.translating { () throws in
            try MatchedTracks.note(CollectionOfOne(track), of: library.account, database)
        }
    }

    mutating func remove(_ path: EntryPath) throws(LockerError) {
        switch try end(path) {
        case .nothing:
            throw LockerError(
                .dataLoss,
                "\(path): revision \(revision) of library '\(library.shownName)' removes it, and it is not there")
        case .purged(let old), .entry(let old): bytes.remove(old)
        }
        removed += 1
    }

    mutating func putPurged(_ entry: Entry) throws(LockerError) {
        let path = entry.path
        if let old = try endPurged(path) {
            changed += 1
            bytes.change(old, to: entry)
        } else {
            added += 1
            bytes.add(entry)
        }
        try database.translating { () throws in try purged.begin(path, in: revision) }
        retain(path, 1)
        // All of these are in memory; of what goes, nothing tells its attributes.
        open[path] = entry.with(attributes: nil)
    }

    mutating func purge(where isMeant: (EntryPath) -> Bool) throws(LockerError) {
        if open.isEmpty { return }
        var after: EntryPath?
        while true {
            let paths = try database.translating { () throws in try purged.page(after: after) }
            for path in paths where isMeant(path) {
                guard let old = try endPurged(path) else { continue }
                removed += 1
                bytes.remove(old)
            }
            guard let last = paths.last else { return }
            after = last
        }
    }

    mutating func end(as commit: Digest) throws(LockerError) {
        guard retained.contains(revision) else { return }
        nameBytes += provenance.chargedBytes
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

    mutating func set(_ retention: OwnRetention) {
        own = retention
    }

    func finish() throws(LockerError) {
        try database.translating { () throws in
            let open = try purged.dropOpen()
            let missing = retained.gone.count(in: retained.first...max(retained.first, revision))
            try database.execute(
                sql: """
                    UPDATE library SET
                        newest = ?, missing = ?, files = ?, logical_bytes = ?, versions = ?, name_bytes = ?
                    WHERE id = ?
                    """,
                arguments: [
                    revision, missing, files, logicalBytes, versions - open.versions, nameBytes - open.nameBytes,
                    library.id,
                ])
            try source?.update(library: library.id, database)
            try own.save(library: library.id, database)
        }
    }

    /// What the revision before had at a path.
    private enum Ended {
        case nothing
        /// What was purged later.
        case purged(Entry)
        case entry(Entry)
    }

    /// Ends the entry at `path` with the revision before. Returns it.
    private mutating func end(_ path: EntryPath) throws(LockerError) -> Ended {
        // The first revision, usually the largest, needs no look-ups.
        if revision == 1 { return .nothing }
        if let old = try endPurged(path) { return .purged(old) }
        let (old, isForgotten) = try database.translating { () throws -> (Entry?, Bool) in
            guard let old = try EntryLookup(in: library.id, .newest, database).entry(at: path) else {
                return (nil, false)
            }
            let writer = try EntryWriter(library: library, revision: revision, database)
            let isForgotten = try retained.areWithout(endingBefore: revision) { try writer.beginning(of: path) }
            if isForgotten { try writer.erase(path) } else { try writer.end(path) }
            return (old, isForgotten)
        }
        guard let old else { return .nothing }
        try count(old, -1)
        if isForgotten { retain(old, -1) }
        return .entry(old)
    }

    /// The same for one that was purged.
    private mutating func endPurged(_ path: EntryPath) throws(LockerError) -> Entry? {
        guard let old = open.removeValue(forKey: path) else { return nil }
        let end = try database.translating { () throws in try purged.end(path, in: revision) }
        if end == .forgotten { retain(path, -1) }
        return old
    }

    private mutating func retain(_ path: EntryPath, _ sign: Int64) {
        versions += sign
        nameBytes += sign * Int64(path.bytes.count)
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
