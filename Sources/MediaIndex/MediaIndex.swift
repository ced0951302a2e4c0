import GRDB
import LockerBase

/// What people's libraries have of music, in one SQLite file: songs, albums, artists, folders and genres, which are told
/// from the libraries and can be told again, and what people say of them, which cannot.
///
/// Everything is of one account, but for what the bytes of a file say: that is kept once for each blob. Whoever asks is
/// answered with what is in their own libraries. May be used by many threads; no call waits for a network.
package final class MediaIndex: Sendable {
    let media: MediaDatabase

    /// Opens the file at `path`, or makes it. One that an older version has written is brought up to date, and where the
    /// rules have changed by which libraries are told, they are to be told again: ``libraries(of:)`` has none then.
    package init(path: String) throws(LockerError) {
        media = try MediaDatabase(path: path)
    }

    /// Nothing may be asked any more.
    package func close() { media.close() }

    /// How many statements were run so far.
    package var statements: Int { media.statements }

    /// What the account of this name has; empty for one that is not known.
    package func shelves(of account: String) -> any Shelves {
        AccountShelves(media: media, account: account)
    }

    /// Those of which something is known, by their names.
    package func accounts() throws(LockerError) -> [String] {
        try media.read { database in
            try MediaStatement("SELECT name FROM account ORDER BY name", database).rows([]) { row in row.text(0) }
        }
    }

    /// The libraries of an account that were told to their end, with the revision that the index has of each.
    package func libraries(of account: String) throws(LockerError) -> [String: UInt64] {
        try media.read { database in
            let sql = """
                SELECT library.name, library.revision FROM account CROSS JOIN library ON library.account = account.id
                WHERE account.name = ? AND library.is_there = 1 AND library.revision IS NOT NULL
                """
            var revisions: [String: UInt64] = [:]
            _ = try MediaStatement(sql, database).rows([account]) { row in
                revisions[row.text(0)] = UInt64(bitPattern: row.integer(1))
            }
            return revisions
        }
    }

    /// Writes all of it, as of one moment, to a new file at `path`; other changes wait meanwhile.
    package func backUp(to path: String) throws(LockerError) { try media.copy(to: path) }
}
