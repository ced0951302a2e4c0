import LockerAPI

/// What expiring revisions and a rebuild did, in JSON and in words.
package enum HistoryText {
    package static func json(_ result: Locker_V1_ExpireResponse) -> JSONValue {
        [
            "libraries": .unsigned(result.libraries), "expired": .unsigned(result.expired),
            "kept": .unsigned(result.kept), "dry_run": .bool(result.dryRun),
        ]
    }

    package static func text(_ result: Locker_V1_ExpireResponse) -> String {
        let done = result.dryRun ? "would be forgotten" : "forgotten"
        return "\(HumanText.count(result.expired, "revision")) \(done), \(result.kept) kept, in "
            + (result.libraries == 1 ? "1 library" : "\(result.libraries) libraries")
    }

    package static func json(_ result: Locker_V1_RebuildResult) -> JSONValue {
        [
            "accounts": .unsigned(result.accounts), "libraries": .unsigned(result.libraries),
            "revisions": .unsigned(result.revisions), "entries": .unsigned(result.entries),
            "catalog_tracks": .unsigned(result.catalogTracks), "records": .unsigned(result.records),
            "seconds": .number(result.seconds),
        ]
    }

    package static func text(_ result: Locker_V1_RebuildResult) -> String {
        let libraries = result.libraries == 1 ? "1 library" : "\(result.libraries) libraries"
        return "\(HumanText.count(result.accounts, "account")), \(libraries), "
            + "\(HumanText.count(result.revisions, "revision")) with "
            + (result.entries == 1 ? "1 entry, " : "\(result.entries) entries, ")
            + "\(HumanText.count(result.catalogTracks, "song")) in the catalog and "
            + "\(HumanText.count(result.records, "record")) in the index, in \(HumanText.span(result.seconds))"
    }
}
