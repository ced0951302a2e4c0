import LockerAPI

/// What a commit changed, in words and in JSON.
enum CommitText {
    static func show(_ commit: Locker_V1_CommitResponse, of library: String, _ global: GlobalOptions) {
        global.report(
            [
                "library": .string(library), "revision": .unsigned(commit.revision),
                "added": .unsigned(commit.added), "changed": .unsigned(commit.changed),
                "removed": .unsigned(commit.removed),
            ],
            "revision \(commit.revision): \(counts(commit.added, commit.changed, commit.removed))")
    }

    static func counts(_ added: UInt64, _ changed: UInt64, _ removed: UInt64) -> String {
        "\(added) added, \(changed) changed, \(removed) removed"
    }
}
