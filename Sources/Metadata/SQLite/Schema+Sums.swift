extension Schema {
    // Sums that are kept, so that no call adds up what an account holds.
    //
    // Of a library: the rows of `entry`, those of all retained revisions, and the bytes of their paths and targets, with
    // those of `purged`, which count as the rows that they were. Of an account: its libraries, and the sums over them. The triggers keep the second in step with the first, also
    // where libraries go with their account.
    static let sums = """
        ALTER TABLE library ADD COLUMN versions INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE library ADD COLUMN name_bytes INTEGER NOT NULL DEFAULT 0;
        UPDATE library SET versions = found.versions, name_bytes = found.name_bytes
        FROM (
            SELECT library, count(*) AS versions, sum(length(path) + ifnull(length(target), 0)) AS name_bytes
            FROM entry GROUP BY library
        ) AS found
        WHERE found.library = library.id;
        ALTER TABLE account ADD COLUMN libraries INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE account ADD COLUMN logical_bytes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE account ADD COLUMN revisions INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE account ADD COLUMN versions INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE account ADD COLUMN name_bytes INTEGER NOT NULL DEFAULT 0;
        UPDATE account SET
            libraries = found.libraries, logical_bytes = found.logical_bytes, revisions = found.revisions,
            versions = found.versions, name_bytes = found.name_bytes
        FROM (
            SELECT
                account, count(*) AS libraries, sum(logical_bytes) AS logical_bytes,
                sum(max(0, newest - first + 1)) AS revisions, sum(versions) AS versions, sum(name_bytes) AS name_bytes
            FROM library GROUP BY account
        ) AS found
        WHERE found.account = account.id;
        CREATE TRIGGER library_added AFTER INSERT ON library BEGIN
            UPDATE account SET
                libraries = libraries + 1, logical_bytes = logical_bytes + new.logical_bytes,
                revisions = revisions + max(0, new.newest - new.first + 1), versions = versions + new.versions,
                name_bytes = name_bytes + new.name_bytes
            WHERE id = new.account;
        END;
        CREATE TRIGGER library_changed AFTER UPDATE OF newest, first, logical_bytes, versions, name_bytes ON library BEGIN
            UPDATE account SET
                logical_bytes = logical_bytes + (new.logical_bytes - old.logical_bytes),
                revisions = revisions + (max(0, new.newest - new.first + 1) - max(0, old.newest - old.first + 1)),
                versions = versions + (new.versions - old.versions),
                name_bytes = name_bytes + (new.name_bytes - old.name_bytes)
            WHERE id = new.account;
        END;
        CREATE TRIGGER library_removed AFTER DELETE ON library BEGIN
            UPDATE account SET
                libraries = libraries - 1, logical_bytes = logical_bytes - old.logical_bytes,
                revisions = revisions - max(0, old.newest - old.first + 1), versions = versions - old.versions,
                name_bytes = name_bytes - old.name_bytes
            WHERE id = old.account;
        END;
        """
}
