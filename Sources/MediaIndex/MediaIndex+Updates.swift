import GRDB
import LockerBase

extension MediaIndex {
    /// Songs and pictures that are taken out of a library in one transaction.
    private static let portion = 1000

    /// Takes in what a library has become, all of it or nothing. An account or a library that is not known is made.
    ///
    /// - Parameter time: nanoseconds since 1970 UTC. What the account never had was first seen then.
    package func apply(_ update: LibraryUpdate, at time: Int64) throws(LockerError) {
        try media.write { database in
            let account = try LibraryRows.makeAccount(update.account, database)
            let library = try LibraryRows.makeLibrary(update.library, of: account, database)
            let writer = LibraryWriter(update.library, library, of: account, at: time, database)
            try writer.take(update)
            try writer.finish(isLast: update.revision != nil)
            if let revision = update.revision { try LibraryRows.setRevision(revision, of: library, database) }
            try FactStore(database: database).collect(at: time)
        }
    }

    /// Takes all of a library out, to be told from its beginning: it stays a music folder, and what is known of its blobs
    /// stays for a week.
    package func renew(account: String, library: String) throws(LockerError) {
        while try takePortion(of: library, of: account) {}
    }

    /// The same for a library that the account does not have any more. What people say of its songs stays.
    package func forget(account: String, library: String) throws(LockerError) {
        try renew(account: account, library: library)
        try media.write { database in
            guard let owner = try LibraryRows.account(account, database),
                let gone = try LibraryRows.library(library, of: owner, database)
            else { return }
            try MediaStatement("UPDATE library SET is_there = 0 WHERE id = ?", database).run(gone)
        }
    }

    /// Forgets an account that is no more, with all that was kept for it.
    package func forget(account: String) throws(LockerError) {
        let libraries = try media.read { database in
            let sql = """
                SELECT library.name FROM account CROSS JOIN library ON library.account = account.id
                WHERE account.name = ?
                """
            return try MediaStatement(sql, database).rows([account]) { row in row.text(0) }
        }
        for library in libraries { try renew(account: account, library: library) }
        try media.write { database in
            try MediaStatement("DELETE FROM account WHERE name = ?", database).run(account)
        }
    }

    /// Drops all that can be told again: every library is to be told from its beginning. What people say, playlists,
    /// queues, bookmarks, the numbers of music folders and when songs were first seen stay.
    package func rebuild() throws(LockerError) {
        try media.write { database in try DerivedTables.renew(database) }
    }

    /// Takes some of a library out; tells whether there is more. In portions, so that nobody else waits for long.
    private func takePortion(of library: String, of account: String) throws(LockerError) -> Bool {
        try media.write { database in
            guard let owner = try LibraryRows.account(account, database),
                let emptied = try LibraryRows.library(library, of: owner, database)
            else { return false }
            try LibraryRows.setRevision(nil, of: emptied, database)
            let time = try MediaStatement("SELECT changed FROM account WHERE id = ?", database).firstInteger(owner) ?? 0
            let writer = LibraryWriter(library, emptied, of: owner, at: time, database)
            // The last ones first: no other takes their places.
            let last = "SELECT path FROM song WHERE library = ? ORDER BY place DESC LIMIT ?"
            let paths = try MediaStatement(last, database).rows([emptied, MediaIndex.portion]) { row in row.path(0) }
            for path in paths { try writer.removeSong(at: path) }
            let hasMore = paths.count == MediaIndex.portion
            if !hasMore { try MediaStatement("DELETE FROM picture WHERE library = ?", database).run(emptied) }
            try writer.finish(isLast: !hasMore)
            return hasMore
        }
    }
}
