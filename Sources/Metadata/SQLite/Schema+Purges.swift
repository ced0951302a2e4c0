extension Schema {
    // Where an entry was that was purged, and in which revisions: from `since` up to, and not including, `until`.
    //
    // The sums of a library count such a row as the row of `entry` that it was, but for the target.
    // purged_until: what ended in a few revisions.
    static let purges = """
        CREATE TABLE purged (
            library INTEGER NOT NULL REFERENCES library (id) ON DELETE CASCADE,
            path BLOB NOT NULL,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL CHECK (until > since),
            PRIMARY KEY (library, path, since)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX purged_until ON purged (library, until);
        """

    // Whether a revision is a purge; 0 in those that are older than the column, until all is told again from the packs.
    static let purgeMarks = "ALTER TABLE revision ADD COLUMN purge INTEGER NOT NULL DEFAULT 0;"
}
