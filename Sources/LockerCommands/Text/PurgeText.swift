import LockerAPI

/// What a purge takes out of a library, in words and in JSON.
enum PurgeText {
    static func json(_ purge: Locker_V1_PurgeResponse, of library: String, dryRun: Bool) -> JSONValue {
        [
            "library": .string(library), "dry_run": .bool(dryRun), "revision": .unsigned(purge.revision),
            "revisions": .unsigned(purge.revisions), "paths": .unsigned(purge.paths),
            "versions": .unsigned(purge.versions), "logical_bytes": .unsigned(purge.logicalBytes),
        ]
    }

    /// What goes.
    static func text(_ purge: Locker_V1_PurgeResponse) -> String {
        let paths = HumanText.count(purge.paths, "path")
        let versions = HumanText.count(purge.versions, "version")
        let revisions = HumanText.count(purge.revisions, "revision")
        return "\(paths) in \(versions) (\(HumanText.size(purge.logicalBytes))), of \(revisions)"
    }

    static func line(_ purge: Locker_V1_PurgeResponse, of library: String, dryRun: Bool) -> String {
        dryRun
            ? "library \(library.printable): \(text(purge)) would be purged"
            : "library \(library.printable): \(text(purge)) purged; revision \(purge.revision) is without"
    }
}
