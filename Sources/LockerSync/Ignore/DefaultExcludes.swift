/// What nobody wants in a library who has not asked for it: what file managers, other programs for synchronisation and
/// players leave beside people's files.
enum DefaultExcludes {
    static let rules = patterns.compactMap { IgnoreRule(Array($0.utf8)) }

    private static let patterns = [
        // The Finder, and what macOS keeps beside files on disks of others.
        ".DS_Store", "._*",
        // The Explorer.
        "Thumbs.db", "desktop.ini",
        // Synology's indexer.
        "@eaDir",
        // Syncthing.
        ".stfolder", ".stversions", ".syncthing.*.tmp", "~syncthing~*.tmp",
        // The names under which iTunes writes its library before it takes the place of the old one.
        "Temp File.tmp", "Temp File [0-9]*.tmp", "iT.tmp",
    ]
}
