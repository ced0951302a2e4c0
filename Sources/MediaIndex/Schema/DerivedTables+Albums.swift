extension DerivedTables {
    // What an album's songs say together; see AlbumRefresh. artists: who it is by, U+001F between them.
    // place: as of a song, among all albums of the account.
    // starred, rating: as `mark` has them, so that lists in their order need no other table.
    // is_stale: it is too large to be told anew with each part of an update, and waits for the last one.
    static let albums = """
        CREATE TABLE album (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL,
            item TEXT NOT NULL,
            place INTEGER NOT NULL,
            name TEXT NOT NULL DEFAULT '',
            artists TEXT NOT NULL DEFAULT '',
            sort TEXT NOT NULL DEFAULT '',
            artist_sort TEXT NOT NULL DEFAULT '',
            songs INTEGER NOT NULL DEFAULT 0,
            duration INTEGER NOT NULL DEFAULT 0,
            created INTEGER NOT NULL DEFAULT 0,
            year INTEGER,
            genres TEXT,
            is_compilation INTEGER NOT NULL DEFAULT 0,
            release TEXT,
            cover TEXT,
            starred INTEGER,
            rating INTEGER,
            plays INTEGER NOT NULL DEFAULT 0,
            played INTEGER,
            is_stale INTEGER NOT NULL DEFAULT 0,
            words TEXT NOT NULL DEFAULT '',
            names TEXT NOT NULL DEFAULT ''
        ) STRICT;
        CREATE TABLE genre (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL,
            folded TEXT NOT NULL,
            name TEXT NOT NULL,
            songs INTEGER NOT NULL DEFAULT 0,
            albums INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE album_genre (
            genre INTEGER NOT NULL,
            sort TEXT NOT NULL,
            album INTEGER NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (genre, sort, album)
        ) STRICT, WITHOUT ROWID;
        """

    // One for each order in which albums are listed. What a page leaves out is passed over in the index alone: SQLite
    // goes to a row when it needs a column of it.
    static let albumIndexes = """
        CREATE UNIQUE INDEX album_item ON album (account, item);
        CREATE INDEX album_place ON album (account, place);
        CREATE INDEX album_sort ON album (account, sort, artist_sort);
        CREATE INDEX album_artist_sort ON album (account, artist_sort, sort);
        CREATE INDEX album_created ON album (account, created);
        CREATE INDEX album_year ON album (account, year, sort) WHERE year IS NOT NULL;
        CREATE INDEX album_plays ON album (account, plays) WHERE plays > 0;
        CREATE INDEX album_played ON album (account, played) WHERE played IS NOT NULL;
        CREATE INDEX album_starred ON album (account, starred) WHERE starred IS NOT NULL;
        CREATE INDEX album_rating ON album (account, rating, sort) WHERE rating IS NOT NULL;
        CREATE INDEX album_stale ON album (account) WHERE is_stale = 1;
        CREATE UNIQUE INDEX genre_folded ON genre (account, folded);
        CREATE INDEX album_genre_album ON album_genre (album);
        """

    // albums: how many it is by, or plays on; own: how many it is by.
    // artist_album, with the name as the album writes it; is_by: whether it is by the artist.
    static let artists = """
        CREATE TABLE artist (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL,
            item TEXT NOT NULL,
            name TEXT NOT NULL DEFAULT '',
            sort TEXT NOT NULL DEFAULT '',
            albums INTEGER NOT NULL DEFAULT 0,
            own INTEGER NOT NULL DEFAULT 0,
            cover TEXT,
            brainz TEXT,
            starred INTEGER,
            rating INTEGER,
            words TEXT NOT NULL DEFAULT ''
        ) STRICT;
        CREATE UNIQUE INDEX artist_item ON artist (account, item);
        CREATE INDEX artist_sort ON artist (account, sort);
        CREATE INDEX artist_starred ON artist (account, starred) WHERE starred IS NOT NULL;
        CREATE TABLE artist_album (
            artist INTEGER NOT NULL,
            album INTEGER NOT NULL,
            is_by INTEGER NOT NULL,
            name TEXT NOT NULL,
            brainz TEXT,
            PRIMARY KEY (artist, album)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX artist_album_album ON artist_album (album);
        """
}
