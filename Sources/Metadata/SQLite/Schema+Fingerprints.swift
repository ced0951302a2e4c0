extension Schema {
    // matched: tracks of which the catalog gave an account the audio. A row for each such song, and none for what people
    // send; it stays when the song leaves the catalog.
    // fingerprint: what songs of the catalog sound like, apart from what is listed of them.
    static let fingerprints = """
        CREATE TABLE matched (
            account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            track BLOB NOT NULL CHECK (length(track) = 32),
            PRIMARY KEY (account, track)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE fingerprint (
            track BLOB PRIMARY KEY REFERENCES catalog (track) ON DELETE CASCADE,
            bytes BLOB NOT NULL CHECK (length(bytes) > 0)
        ) STRICT;
        """
}
