import GRDB
import LockerBase

/// Finds out how contents of one revision came to their account, with statements that are prepared once: a look-up for
/// each library of the account, however many entries hold the same.
///
/// The numbers of entries rise in the order in which these came to the account. After all was told again from the packs,
/// they do so within each library.
package struct ArrivalSearch {
    private let own: DirectStatement
    private let matched: DirectStatement
    private let sameAudio: DirectStatement
    private let sameContent: DirectStatement

    init(in library: Library, revision: Int64, _ database: Database) throws {
        own = try DirectStatement(ArrivalSearch.ownSQL, database)
        own.bind(library.id, at: 1)
        own.bind(revision, at: 3)
        matched = try DirectStatement("SELECT 1 FROM matched WHERE account = ?1 AND track = ?2", database)
        matched.bind(library.account, at: 1)
        sameAudio = try DirectStatement(ArrivalSearch.sameAudioSQL, database)
        sameAudio.bind(library.account, at: 1)
        sameContent = try DirectStatement(ArrivalSearch.sameContentSQL, database)
        sameContent.bind(library.account, at: 1)
    }

    /// Nil for what is no file, or not there any more.
    func arrival(of file: Entry) throws -> Arrival? {
        guard let blob = file.blob, let number = try number(of: file.path) else { return nil }
        guard let track = file.track else { return try isHeld(blob, before: number, sameContent) ? .held : .sent }
        matched.bind(track, at: 2)
        if try isFound(matched) { return .catalog }
        return try isHeld(track, before: number, sameAudio) ? .held : .sent
    }

    private func number(of path: EntryPath) throws -> Int64? {
        own.bind(path.bytes, at: 2)
        defer { own.reset() }
        return try own.step() ? own.integer(0) : nil
    }

    private func isHeld(_ name: Digest, before number: Int64, _ statement: DirectStatement) throws -> Bool {
        statement.bind(name, at: 2)
        statement.bind(number, at: 3)
        return try isFound(statement)
    }

    private func isFound(_ statement: DirectStatement) throws -> Bool {
        defer { statement.reset() }
        return try statement.step()
    }

    /// As ``EntryLookup`` finds it, and the number alone.
    package static let ownSQL = """
        SELECT id FROM entry INDEXED BY entry_history
        WHERE library = ?1 AND path = ?2 AND since <= ?3 ORDER BY since DESC LIMIT 1
        """

    /// The few libraries of one account first, then one look-up each: the row's number stands behind the columns of
    /// every index, and the lowest ones first.
    package static let sameAudioSQL = """
        SELECT 1 FROM library CROSS JOIN entry INDEXED BY entry_track
        ON entry.track = ?2 AND entry.library = library.id AND entry.id < ?3
        WHERE library.account = ?1 LIMIT 1
        """

    package static let sameContentSQL =
        [("entry_chunk", "NOT NULL"), ("entry_blob", "NULL")].map { index, chunk in
            """
            SELECT 1 FROM library CROSS JOIN entry INDEXED BY \(index)
            ON entry.blob = ?2 AND entry.library = library.id AND entry.chunk IS \(chunk) AND entry.id < ?3
            WHERE library.account = ?1
            """
        }.joined(separator: "\nUNION ALL\n") + "\nLIMIT 1"
}

extension SQLiteBlobs {
    package func arrivals(
        of files: [Entry], in library: Library, revision: Int64
    ) throws(LockerError) -> [Arrival?] {
        try sqlite.read { (database) throws -> [Arrival?] in
            let search = try ArrivalSearch(in: library, revision: revision, database)
            return try files.map { (file) throws -> Arrival? in try search.arrival(of: file) }
        }
    }
}
