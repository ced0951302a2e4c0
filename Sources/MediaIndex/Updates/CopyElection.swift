import GRDB
import LockerBase

/// Which of several files of one track bears its id: the first by the library's name and the path, byte by byte.
struct CopyElection {
    let database: Database

    /// Whether a file that is about to come is the first; the one that was is not any more then.
    ///
    /// Where the first one is gone in the same transaction, the newcomer stands in for it until ``elect(of:)``.
    func isFirst(_ path: EntryPath, in library: String, of known: Int64) throws -> Bool {
        let sql = """
            SELECT song.id, library.name, song.path FROM song CROSS JOIN library ON library.id = song.library
            WHERE song.known = ? AND song.is_first = 1
            """
        let first = try MediaStatement(sql, database).first([known]) { row in
            (id: row.integer(0), library: Array(row.bytes(1)), path: row.path(2))
        }
        guard let first else { return true }
        let name = Array(library.utf8)
        let isBefore = name == first.library ? path < first.path : name.lexicographicallyPrecedes(first.library)
        guard isBefore else { return false }
        try MediaStatement("UPDATE song SET is_first = 0 WHERE id = ?", database).run(first.id)
        return true
    }

    /// Chooses the first among those that are left.
    func elect(of known: Int64) throws {
        try MediaStatement("UPDATE song SET is_first = 0 WHERE known = ? AND is_first = 1", database).run(known)
        let election = """
            UPDATE song SET is_first = 1 WHERE id = (
                SELECT song.id FROM song CROSS JOIN library ON library.id = song.library
                WHERE song.known = ? ORDER BY library.name, song.path LIMIT 1
            )
            """
        try MediaStatement(election, database).run(known)
    }
}
