extension DerivedTables {
    // fact: what a blob's bytes say, once for everybody who has it. Lists are texts with U+001F between their elements.
    // Its lyrics stand last: where rows are read without them, their pages are not.
    // cover: the id of the picture in it that is its cover.
    // idle_fact: those that no song has at the moment, since when.
    static let facts = """
        CREATE TABLE fact (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            blob BLOB NOT NULL UNIQUE CHECK (length(blob) = 32),
            title TEXT, artists TEXT, album_artists TEXT, album TEXT,
            track INTEGER, track_total INTEGER, disc INTEGER, disc_total INTEGER, year INTEGER,
            genres TEXT, composers TEXT, comment TEXT, is_compilation INTEGER NOT NULL,
            recording TEXT, release TEXT, brainz_artists TEXT,
            track_gain REAL, track_peak REAL, album_gain REAL, album_peak REAL,
            duration INTEGER, bitrate INTEGER, sample_rate INTEGER, channels INTEGER, bit_depth INTEGER,
            pictures TEXT, cover TEXT, lyrics TEXT
        ) STRICT;
        CREATE TABLE idle_fact (fact INTEGER PRIMARY KEY, since INTEGER NOT NULL) STRICT;
        CREATE INDEX idle_fact_since ON idle_fact (since);
        CREATE TABLE unread (blob BLOB PRIMARY KEY, reason TEXT NOT NULL, noted INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """

    // A row is a file. place: its number among the songs of its library, without gaps: the last one takes the place of
    // one that goes. So a page at any offset and songs at random are looked up, and not walked to.
    // is_track: whether the key in `known` is a track digest.
    // is_first: whether it bears the track's id; the other copies have a suffix.
    // disc, number: by which an album is ordered, with something in the place of what tags do not say.
    // title, names: the words by which it is found, folded, with a space between them.
    static let songs = """
        CREATE TABLE folder (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL,
            library INTEGER NOT NULL,
            parent INTEGER,
            path BLOB NOT NULL,
            item TEXT NOT NULL,
            created INTEGER NOT NULL,
            art TEXT
        ) STRICT;
        CREATE TABLE song (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL,
            library INTEGER NOT NULL,
            place INTEGER NOT NULL,
            path BLOB NOT NULL,
            folder INTEGER NOT NULL,
            album INTEGER NOT NULL,
            fact INTEGER NOT NULL,
            known INTEGER NOT NULL,
            is_track INTEGER NOT NULL,
            is_first INTEGER NOT NULL,
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            added INTEGER NOT NULL,
            year INTEGER,
            disc INTEGER NOT NULL,
            number INTEGER NOT NULL,
            duration INTEGER NOT NULL,
            cover TEXT,
            title TEXT NOT NULL,
            names TEXT NOT NULL
        ) STRICT;
        """

    // song_path: what an update replaces.
    // song_place: any page, the years of its songs without a look at their rows.
    // song_album: an album's songs, and whether it has some in a library.
    // song_folder: a folder's songs, and when the first of them came.
    // song_known: the copies of a track, the one first that bears its id.
    // song_fact: whether anybody still has a blob.
    // song_cover: whose song has a picture.
    static let songIndexes = """
        CREATE UNIQUE INDEX folder_path ON folder (library, path);
        CREATE INDEX folder_item ON folder (account, item);
        CREATE INDEX folder_parent ON folder (parent, created);
        CREATE UNIQUE INDEX song_path ON song (library, path);
        CREATE INDEX song_place ON song (library, place, year);
        CREATE INDEX song_album ON song (album, library);
        CREATE INDEX song_folder ON song (folder, added);
        CREATE INDEX song_known ON song (known, is_first DESC);
        CREATE INDEX song_fact ON song (fact);
        CREATE INDEX song_cover ON song (account, cover) WHERE cover IS NOT NULL;
        """

    // Who plays a song, and of which genres it is; in the order of songs within an artist and a genre.
    static let links = """
        CREATE TABLE song_artist (
            song INTEGER NOT NULL,
            artist INTEGER NOT NULL,
            PRIMARY KEY (song, artist)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX song_artist_artist ON song_artist (artist, song);
        CREATE TABLE song_genre (
            song INTEGER NOT NULL,
            genre INTEGER NOT NULL,
            PRIMARY KEY (song, genre)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX song_genre_genre ON song_genre (genre, song);
        """

    // Files with pictures beside songs, by their folder.
    static let pictures = """
        CREATE TABLE picture (
            library INTEGER NOT NULL,
            folder BLOB NOT NULL,
            name BLOB NOT NULL,
            account INTEGER NOT NULL,
            blob BLOB NOT NULL,
            size INTEGER NOT NULL,
            PRIMARY KEY (library, folder, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX picture_blob ON picture (account, blob);
        """
}
