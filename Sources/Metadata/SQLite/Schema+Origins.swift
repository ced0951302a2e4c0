extension Schema {
    // What is said of revisions counts among the bytes of names, also where it was said before it counted.
    static let charges = """
        UPDATE library SET name_bytes = name_bytes + said.bytes
        FROM (
            SELECT
                revision.library AS library,
                sum(
                    ifnull(length(CAST(revision.note AS BLOB)), 0) + ifnull(length(origin.folder), 0)
                    + ifnull(length(CAST(origin.device_name AS BLOB)), 0)) AS bytes
            FROM revision LEFT JOIN origin ON origin.id = revision.origin
            GROUP BY revision.library
        ) AS said
        WHERE said.library = library.id;
        """

    // device: who has brought something, or said that it is there; `removed` is null while it may bring more.
    // origin: where revisions came from, each place once for an account, since a library has many of each. `uses` are
    // the revisions that name it; the triggers keep it, also where revisions go with their library.
    // revision: `base` is what its client had agreed on; the bytes are null in revisions that are older than they are.
    static let origins = """
        CREATE TABLE device (
            account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            number BLOB NOT NULL CHECK (length(number) = 16),
            name TEXT NOT NULL,
            first_seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            removed INTEGER,
            PRIMARY KEY (account, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE origin (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            device BLOB CHECK (length(device) = 16),
            device_name TEXT NOT NULL,
            folder BLOB NOT NULL,
            client TEXT NOT NULL,
            version TEXT NOT NULL,
            uses INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX origin_place ON origin (account, device, folder);
        ALTER TABLE revision ADD COLUMN origin INTEGER;
        ALTER TABLE revision ADD COLUMN base INTEGER;
        ALTER TABLE revision ADD COLUMN note TEXT;
        ALTER TABLE revision ADD COLUMN added_bytes INTEGER;
        ALTER TABLE revision ADD COLUMN changed_bytes INTEGER;
        ALTER TABLE revision ADD COLUMN removed_bytes INTEGER;
        ALTER TABLE revision ADD COLUMN new_bytes INTEGER;
        CREATE TRIGGER revision_added AFTER INSERT ON revision WHEN new.origin IS NOT NULL BEGIN
            UPDATE origin SET uses = uses + 1 WHERE id = new.origin;
        END;
        CREATE TRIGGER revision_removed AFTER DELETE ON revision WHEN old.origin IS NOT NULL BEGIN
            UPDATE origin SET uses = uses - 1 WHERE id = old.origin;
            DELETE FROM origin WHERE id = old.origin AND uses <= 0;
        END;
        """
}
