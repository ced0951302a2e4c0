import LockerAPI

/// What a commit changed, in words and in JSON.
enum CommitText {
    static func json(_ commit: Locker_V1_CommitResponse, of library: String) -> JSONValue {
        [
            "library": .string(library), "revision": .unsigned(commit.revision),
            "added": .unsigned(commit.added), "changed": .unsigned(commit.changed),
            "removed": .unsigned(commit.removed),
        ]
    }

    static func text(_ commit: Locker_V1_CommitResponse) -> String {
        "revision \(commit.revision): \(counts(commit.added, commit.changed, commit.removed))"
    }

    static func counts(_ added: UInt64, _ changed: UInt64, _ removed: UInt64) -> String {
        "\(added) added, \(changed) changed, \(removed) removed"
    }
}
