extension Schema {
    // missing: of a library, how many revisions from the first that is retained to the newest are not.
    //
    // The triggers are those of the sums, which count these as none.
    static let gaps = """
        ALTER TABLE library ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;
        DROP TRIGGER library_added;
        DROP TRIGGER library_changed;
        DROP TRIGGER library_removed;
        CREATE TRIGGER library_added AFTER INSERT ON library BEGIN
            UPDATE account SET
                libraries = libraries + 1, logical_bytes = logical_bytes + new.logical_bytes,
                revisions = revisions + max(0, new.newest - new.first + 1 - new.missing),
                versions = versions + new.versions, name_bytes = name_bytes + new.name_bytes
            WHERE id = new.account;
        END;
        CREATE TRIGGER library_changed
        AFTER UPDATE OF newest, first, missing, logical_bytes, versions, name_bytes ON library BEGIN
            UPDATE account SET
                logical_bytes = logical_bytes + (new.logical_bytes - old.logical_bytes),
                revisions = revisions + (
                    max(0, new.newest - new.first + 1 - new.missing) - max(0, old.newest - old.first + 1 - old.missing)),
                versions = versions + (new.versions - old.versions),
                name_bytes = name_bytes + (new.name_bytes - old.name_bytes)
            WHERE id = new.account;
        END;
        CREATE TRIGGER library_removed AFTER DELETE ON library BEGIN
            UPDATE account SET
                libraries = libraries - 1, logical_bytes = logical_bytes - old.logical_bytes,
                revisions = revisions - max(0, old.newest - old.first + 1 - old.missing),
                versions = versions - old.versions, name_bytes = name_bytes - old.name_bytes
            WHERE id = old.account;
        END;
        """
}
