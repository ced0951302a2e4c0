import GRDB

/// The tables of the database, made by migrations whose names are the version of the format.
///
/// A migration that was released is never edited: a change of the schema is another migration.
enum PeopleSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-people") { database in
            try database.execute(sql: persons)
            try database.execute(sql: credentials)
            try database.execute(sql: invites)
            try database.execute(sql: keyCheck)
        }
        migrator.registerMigration("2-former-secrets") { database in
            try database.execute(sql: formerSecrets)
            try database.execute(sql: keepingFormer)
        }
        return migrator
    }

    // AUTOINCREMENT: the number of a removed person is never given to another.
    // password: an Argon2id hash with its salt and cost, as libsodium writes it.
    private static let persons = """
        CREATE TABLE person (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            password TEXT NOT NULL,
            disabled INTEGER NOT NULL DEFAULT 0,
            created INTEGER NOT NULL
        ) STRICT;
        """

    // digest: of a token; sealed: an app password. Of what is revoked neither is here.
    // Times are nanoseconds since 1970 UTC.
    private static let credentials = """
        CREATE TABLE credential (
            id BLOB PRIMARY KEY CHECK (length(id) = 16),
            person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            label TEXT NOT NULL,
            kind INTEGER NOT NULL,
            digest BLOB CHECK (length(digest) = 32),
            sealed BLOB,
            created INTEGER NOT NULL,
            used INTEGER,
            expires INTEGER,
            revoked INTEGER,
            CHECK ((digest IS NOT NULL) + (sealed IS NOT NULL) = (revoked IS NULL))
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX credential_digest ON credential (digest) WHERE digest IS NOT NULL;
        CREATE INDEX credential_person ON credential (person, created);
        """

    // digest: of the code.
    private static let invites = """
        CREATE TABLE invite (
            digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
            name TEXT NOT NULL UNIQUE,
            created INTEGER NOT NULL,
            expires INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    // What signed somebody in until it was revoked: a device that goes on with it is told from one that guesses. It goes
    // with the row that says so.
    private static let formerSecrets = """
        CREATE TABLE former_secret (
            credential BLOB PRIMARY KEY REFERENCES credential (id) ON DELETE CASCADE,
            digest BLOB CHECK (length(digest) = 32),
            sealed BLOB,
            CHECK ((digest IS NOT NULL) + (sealed IS NOT NULL) = 1)
        ) STRICT, WITHOUT ROWID;
        """

    private static let keepingFormer = """
        CREATE TRIGGER credential_revoked AFTER UPDATE OF revoked ON credential
        WHEN old.revoked IS NULL AND new.revoked IS NOT NULL
        BEGIN
            INSERT INTO former_secret (credential, digest, sealed) VALUES (old.id, old.digest, old.sealed);
        END;
        """

    // What tells the key file of this database from another one.
    private static let keyCheck = """
        CREATE TABLE key_check (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            value BLOB NOT NULL CHECK (length(value) = 32)
        ) STRICT;
        """
}
