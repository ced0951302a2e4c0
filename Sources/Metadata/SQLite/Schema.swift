import GRDB

/// The tables of the database, made by migrations whose names are the version of the format.
///
/// A migration that was released is never edited: a change of the schema is another migration.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-libraries") { database in
            try database.execute(sql: accounts)
            try database.execute(sql: libraries)
            try database.execute(sql: entries)
            try database.execute(sql: entryIndexes)
        }
        migrator.registerMigration("2-catalog") { database in
            try database.execute(sql: catalog)
        }
        migrator.registerMigration("3-history") { database in
            try database.execute(sql: history)
        }
        migrator.registerMigration("4-operations") { database in
            try database.execute(sql: operations)
        }
        migrator.registerMigration("5-devices") { database in
            try database.execute(sql: devices)
        }
        migrator.registerMigration("6-modes") { database in
            try database.execute(sql: modes)
        }
        migrator.registerMigration("7-sums") { database in
            try database.execute(sql: sums)
        }
        migrator.registerMigration("8-chunks") { database in
            try database.execute(sql: chunks)
        }
        migrator.registerMigration("9-origins") { database in
            try database.execute(sql: origins)
        }
        migrator.registerMigration("10-purges") { database in
            try database.execute(sql: purges)
        }
        migrator.registerMigration("11-gaps") { database in
            try database.execute(sql: gaps)
        }
        migrator.registerMigration("12-retention") { database in
            try database.execute(sql: retention)
        }
        migrator.registerMigration("13-charges") { database in
            try database.execute(sql: charges)
        }
        migrator.registerMigration("14-purge-marks") { database in
            try database.execute(sql: purgeMarks)
        }
        migrator.registerMigration("15-attributes") { database in
            try database.execute(sql: attributes)
        }
        migrator.registerMigration("16-fingerprints") { database in
            try database.execute(sql: fingerprints)
        }
        return migrator
    }

    // The permission bits of a file or a folder; NULL in entries that are older than them.
    private static let modes = "ALTER TABLE entry ADD COLUMN mode INTEGER CHECK (mode BETWEEN 0 AND 511);"

    // What programs say of an entry; NULL where they say nothing. Without a condition, which would be held against all
    // rows that there are.
    private static let attributes = "ALTER TABLE entry ADD COLUMN attributes BLOB;"

    // chunk: of a file that is one chunk, and whose recipe is in no record.
    // entry_blob, entry_chunk: who owns a blob, and which blobs there are, by where their recipes are. A column that is
    // null in all of the first makes it hold what its condition asks for.
    private static let chunks = """
        ALTER TABLE entry ADD COLUMN chunk BLOB CHECK (length(chunk) = 32);
        DROP INDEX entry_blob;
        CREATE INDEX entry_blob ON entry (blob, library, chunk) WHERE blob IS NOT NULL AND chunk IS NULL;
        CREATE INDEX entry_chunk ON entry (blob, library) WHERE chunk IS NOT NULL;
        """

    // AUTOINCREMENT: the number of a removed account or library is never given to another, so a value of it that
    // outlives the row finds nothing rather than somebody else's files.
    private static let accounts = """
        CREATE TABLE account (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            user_id INTEGER UNIQUE,
            role INTEGER NOT NULL,
            quota INTEGER CHECK (quota >= 0),
            created INTEGER NOT NULL
        ) STRICT;
        """

    private static let libraries = """
        CREATE TABLE library (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            newest INTEGER NOT NULL DEFAULT 0,
            files INTEGER NOT NULL DEFAULT 0,
            logical_bytes INTEGER NOT NULL DEFAULT 0,
            UNIQUE (account, name)
        ) STRICT;
        CREATE TABLE revision (
            library INTEGER NOT NULL REFERENCES library (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            created INTEGER NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            added INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            removed INTEGER NOT NULL,
            files INTEGER NOT NULL,
            logical_bytes INTEGER NOT NULL,
            PRIMARY KEY (library, number)
        ) STRICT, WITHOUT ROWID;
        """

    // A row is an entry over the revisions in which it stayed the same: from `since` up to, and not including,
    // `until`, which is NULL while the newest revision still has it.
    private static let entries = """
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY,
            library INTEGER NOT NULL REFERENCES library (id) ON DELETE CASCADE,
            since INTEGER NOT NULL,
            until INTEGER CHECK (until > since),
            path BLOB NOT NULL,
            kind INTEGER NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            blob BLOB CHECK (length(blob) = 32),
            modified INTEGER NOT NULL,
            track BLOB CHECK (length(track) = 32),
            target BLOB
        ) STRICT;
        """

    // entry_newest: the newest revision in path order, and at most one entry a path.
    // entry_history: any older revision in path order; holds what decides, so that versions of other revisions are
    // passed over without a look at their rows.
    // entry_since, entry_until: what a few revisions changed, however large the library.
    // entry_blob: who owns a blob, and which blobs there are.
    private static let entryIndexes = """
        CREATE UNIQUE INDEX entry_newest ON entry (library, path) WHERE until IS NULL;
        CREATE INDEX entry_history ON entry (library, path, since, until);
        CREATE INDEX entry_since ON entry (library, since);
        CREATE INDEX entry_until ON entry (library, until) WHERE until IS NOT NULL;
        CREATE INDEX entry_blob ON entry (blob, library) WHERE blob IS NOT NULL;
        """

    // catalog_match: whether the catalog has a track, without a look at the texts.
    // entry_track: who owns a track.
    private static let catalog = """
        CREATE TABLE catalog (
            track BLOB PRIMARY KEY CHECK (length(track) = 32),
            blob BLOB NOT NULL CHECK (length(blob) = 32),
            path BLOB NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            modified INTEGER NOT NULL,
            payload_size INTEGER NOT NULL CHECK (payload_size > 0),
            format TEXT NOT NULL,
            title TEXT,
            artist TEXT,
            album TEXT,
            duration INTEGER,
            bitrate INTEGER,
            added INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX catalog_match ON catalog (track, payload_size);
        CREATE INDEX catalog_blob ON catalog (blob);
        CREATE TABLE claim (
            account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            track BLOB NOT NULL REFERENCES catalog (track) ON DELETE CASCADE,
            expires INTEGER NOT NULL,
            PRIMARY KEY (account, track)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX claim_track ON claim (track);
        CREATE INDEX claim_expires ON claim (expires);
        CREATE INDEX entry_track ON entry (track, library) WHERE track IS NOT NULL;
        """

    // first: the oldest revision that is retained; entries and rows of those before it are gone.
    // record_number: the number of the next record in the packs that nobody has reserved.
    private static let history = """
        ALTER TABLE library ADD COLUMN first INTEGER NOT NULL DEFAULT 1;
        CREATE TABLE record_number (next INTEGER NOT NULL CHECK (next > 0)) STRICT;
        INSERT INTO record_number (next) VALUES (1);
        """

    // disabled: whether calls of the account are refused.
    // device, device_name, folder: where a library was last synced from; all or none of them are null.
    private static let devices = """
        ALTER TABLE account ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE library ADD COLUMN device BLOB CHECK (length(device) = 16);
        ALTER TABLE library ADD COLUMN device_name TEXT;
        ALTER TABLE library ADD COLUMN folder BLOB;
        """

    // When each kind of work on the store was last done, and when it last failed.
    private static let operations = """
        CREATE TABLE operation (
            name TEXT PRIMARY KEY,
            succeeded INTEGER,
            failed INTEGER
        ) STRICT, WITHOUT ROWID;
        """
}
