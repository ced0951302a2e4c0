extension KeptTables {
    // What songs sound like can be told again, and stays with a new rule for the other tables: listening takes long.
    //
    // sound: of somebody's song, once for each track whoever has it, by the track digest, or the blob where there is none.
    // bytes: NULL where it is given up, since it cannot be listened to. compared: the last of the catalog's songs that it was held against.
    // catalog_sound: of the catalog's songs, with what people are shown of them. AUTOINCREMENT: later ones have higher
    // numbers.
    // suggestion: the catalog's song that is the same recording.
    static let sounds = """
        CREATE TABLE sound (
            key BLOB PRIMARY KEY CHECK (length(key) = 32),
            duration INTEGER NOT NULL,
            bytes BLOB,
            compared INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX sound_compared ON sound (compared, duration) WHERE bytes IS NOT NULL;
        CREATE TABLE catalog_sound (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            track BLOB NOT NULL UNIQUE CHECK (length(track) = 32),
            duration INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            blob BLOB NOT NULL CHECK (length(blob) = 32),
            size INTEGER NOT NULL,
            format TEXT NOT NULL,
            bitrate INTEGER,
            title TEXT,
            artist TEXT,
            album TEXT,
            path BLOB NOT NULL
        ) STRICT;
        CREATE INDEX catalog_sound_duration ON catalog_sound (duration);
        CREATE TABLE suggestion (
            key BLOB PRIMARY KEY CHECK (length(key) = 32),
            track BLOB NOT NULL,
            similarity REAL NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX suggestion_track ON suggestion (track);
        """

    // sound_try: songs that could not be listened to and are tried again. own: how often that was the song's own doing.
    // next: seconds since 1970 UTC, before which nobody tries.
    static let tries = """
        CREATE TABLE sound_try (
            key BLOB PRIMARY KEY CHECK (length(key) = 32),
            own INTEGER NOT NULL,
            tries INTEGER NOT NULL,
            next INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    // What somebody has taken of the catalog in the place of a track of their own. Nobody can tell it again. The content
    // is theirs, in a library of theirs.
    static let takes = """
        CREATE TABLE taken (
            account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            key BLOB NOT NULL CHECK (length(key) = 32),
            track BLOB NOT NULL CHECK (length(track) = 32),
            blob BLOB NOT NULL CHECK (length(blob) = 32),
            size INTEGER NOT NULL,
            format TEXT NOT NULL,
            name BLOB NOT NULL,
            since INTEGER NOT NULL,
            PRIMARY KEY (account, key)
        ) STRICT, WITHOUT ROWID;
        """
}
