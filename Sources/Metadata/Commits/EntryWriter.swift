import Foundation
import GRDB
import LockerBase

/// Writes where the entries of a library begin and end, for one revision, with statements that are prepared once.
struct EntryWriter {
    private let library: Library
    private let revision: Int64
    private let database: Database
    private let insertion: Statement
    private let ending: Statement
    private let erasure: Statement

    init(library: Library, revision: Int64, _ database: Database) throws {
        self.library = library
        self.revision = revision
        self.database = database
        insertion = try database.cachedStatement(
            sql: "INSERT INTO entry (library, since, \(Entry.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        ending = try database.cachedStatement(
            sql: """
                UPDATE entry INDEXED BY entry_newest SET until = ? WHERE library = ? AND path = ? AND until IS NULL
                """)
        erasure = try database.cachedStatement(
            sql: "DELETE FROM entry INDEXED BY entry_newest WHERE library = ? AND path = ? AND until IS NULL")
    }

    /// The revision is the first to have `entry`.
    func begin(_ entry: Entry, _ check: () throws(LockerError) -> Void = {}) throws {
        try check()
        try insertion.execute(arguments: [
            library.id, revision, entry.path, entry.kind, entry.size, entry.blob, entry.modified, entry.track,
            entry.target.map { Data($0) }, entry.mode, entry.chunk,
        ])
    }

    /// The revision is the first not to have the entry that the one before has at `path`.
    func end(_ path: EntryPath, _ check: () throws(LockerError) -> Void = {}) throws {
        try check()
        try ending.execute(arguments: [revision, library.id, path])
        guard database.changesCount == 1 else {
            throw LockerError.damagedMetadata("\(path): its entry in library '\(library.shownName)' is not there")
        }
    }

    /// No revision that is retained has the entry that the one before has at `path`.
    func erase(_ path: EntryPath) throws {
        try erasure.execute(arguments: [library.id, path])
    }
}
