import GRDB
import LockerBase

/// Writes where the entries of a library begin and end, for one revision, with statements that are prepared once.
struct EntryWriter {
    private let library: Library
    private let revision: Int64
    private let database: Database
    private let insertion: DirectStatement
    private let ending: DirectStatement
    private let erasure: DirectStatement

    init(library: Library, revision: Int64, _ database: Database) throws {
        self.library = library
        self.revision = revision
        self.database = database
        insertion = try DirectStatement(
            "INSERT INTO entry (library, since, \(Entry.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", database
        )
        ending = try DirectStatement(
            """
            UPDATE entry INDEXED BY entry_newest SET until = ? WHERE library = ? AND path = ? AND until IS NULL
            """, database)
        erasure = try DirectStatement(
            "DELETE FROM entry INDEXED BY entry_newest WHERE library = ? AND path = ? AND until IS NULL", database)
    }

    /// The revision is the first to have `entry`.
    func begin(_ entry: Entry, _ check: () throws(LockerError) -> Void = {}) throws {
        try check()
        insertion.bind(library.id, at: 1)
        insertion.bind(revision, at: 2)
        insertion.bind(entry.path.bytes, at: 3)
        insertion.bind(Int64(entry.kind.rawValue), at: 4)
        insertion.bind(entry.size, at: 5)
        insertion.bind(entry.blob, at: 6)
        insertion.bind(entry.modified, at: 7)
        insertion.bind(entry.track, at: 8)
        insertion.bind(entry.target, at: 9)
        if let mode = entry.mode { insertion.bind(Int64(mode), at: 10) } else { insertion.bindNull(at: 10) }
        insertion.bind(entry.chunk, at: 11)
        let attributes = entry.saidAttributes
        if attributes.isEmpty { insertion.bindNull(at: 12) } else { insertion.bind(attributes.bytes, at: 12) }
        _ = try insertion.step()
    }

    /// The revision is the first not to have the entry that the one before has at `path`.
    func end(_ path: EntryPath, _ check: () throws(LockerError) -> Void = {}) throws {
        try check()
        ending.bind(revision, at: 1)
        ending.bind(library.id, at: 2)
        ending.bind(path.bytes, at: 3)
        _ = try ending.step()
        guard database.changesCount == 1 else {
            throw LockerError.damagedMetadata("\(path): its entry in library '\(library.shownName)' is not there")
        }
    }

    /// The revision that brought the entry which the one before has at `path`.
    func beginning(of path: EntryPath) throws -> Int64? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT since FROM entry INDEXED BY entry_newest WHERE library = ? AND path = ? AND until IS NULL
                """)
        return try Int64.fetchOne(statement, arguments: [library.id, path])
    }

    /// No revision that is retained has the entry that the one before has at `path`.
    func erase(_ path: EntryPath) throws {
        erasure.bind(library.id, at: 1)
        erasure.bind(path.bytes, at: 2)
        _ = try erasure.step()
    }
}
