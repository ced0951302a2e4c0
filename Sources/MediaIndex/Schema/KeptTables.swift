import GRDB

/// The tables that hold what nobody can tell again: made by migrations whose names are the version of the format.
///
/// A migration that was released is never edited: a change of these tables is another migration.
enum KeptTables {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-kept") { database in
            try database.execute(sql: accounts)
            try database.execute(sql: marks)
            try database.execute(sql: playlists)
            try database.execute(sql: places)
        }
        migrator.registerMigration("2-sounds") { database in
            try database.execute(sql: sounds)
            try database.execute(sql: takes)
        }
        migrator.registerMigration("3-tries") { database in
            try database.execute(sql: tries)
            // Among what was given up before is what failed for a reason of its moment.
            try database.execute(sql: "DELETE FROM sound WHERE bytes IS NULL")
        }
        return migrator
    }

    // AUTOINCREMENT: no number is ever given twice, so that what outlives a row finds nothing rather than what is
    // somebody else's.
    // changed: nanoseconds, of the last change of what is listed.
    // number: of the library as a music folder; it stays while the library is not there.
    // revision: NULL where the library is to be told from its beginning.
    // derived: by which rule the other tables were made.
    private static let accounts = """
        CREATE TABLE account (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            changed INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE library (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            number INTEGER NOT NULL,
            revision INTEGER,
            is_there INTEGER NOT NULL,
            UNIQUE (account, name)
        ) STRICT;
        CREATE TABLE derived (rule TEXT NOT NULL) STRICT;
        """

    // known: each track that an account ever had, by the track digest, or the blob where there is none.
    // mark: what is said of albums, artists and folders, by their ids.
    private static let marks = """
        CREATE TABLE known (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            item TEXT NOT NULL,
            key BLOB NOT NULL CHECK (length(key) = 32),
            added INTEGER NOT NULL,
            starred INTEGER,
            rating INTEGER CHECK (rating BETWEEN 1 AND 5),
            plays INTEGER NOT NULL DEFAULT 0,
            played INTEGER,
            UNIQUE (account, item)
        ) STRICT;
        CREATE INDEX known_starred ON known (account, starred) WHERE starred IS NOT NULL;
        CREATE TABLE mark (
            account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            item TEXT NOT NULL,
            starred INTEGER,
            rating INTEGER CHECK (rating BETWEEN 1 AND 5),
            PRIMARY KEY (account, item)
        ) STRICT, WITHOUT ROWID;
        """

    private static let playlists = """
        CREATE TABLE playlist (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            item TEXT NOT NULL,
            name TEXT NOT NULL,
            comment TEXT NOT NULL,
            created INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            UNIQUE (account, item)
        ) STRICT;
        CREATE TABLE playlist_song (
            playlist INTEGER NOT NULL REFERENCES playlist (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            known INTEGER NOT NULL,
            PRIMARY KEY (playlist, position)
        ) STRICT, WITHOUT ROWID;
        """

    private static let places = """
        CREATE TABLE queue (
            account INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
            current INTEGER,
            position INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            program TEXT NOT NULL
        ) STRICT;
        CREATE TABLE queue_song (
            account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            known INTEGER NOT NULL,
            PRIMARY KEY (account, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE bookmark (
            account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            known INTEGER NOT NULL,
            position INTEGER NOT NULL,
            comment TEXT NOT NULL,
            created INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            PRIMARY KEY (account, known)
        ) STRICT, WITHOUT ROWID;
        """
}
