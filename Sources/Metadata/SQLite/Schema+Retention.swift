extension Schema {
    // What accounts ask to keep of their libraries: a row for each of which they ask for anything. keep_within is in
    // seconds; a rule that is not asked for is null.
    static let retention = """
        CREATE TABLE retention (
            library INTEGER PRIMARY KEY REFERENCES library (id) ON DELETE CASCADE,
            keep_last INTEGER,
            keep_within INTEGER,
            keep_hourly INTEGER,
            keep_daily INTEGER,
            keep_weekly INTEGER,
            keep_monthly INTEGER,
            keep_yearly INTEGER
        ) STRICT;
        """
}
