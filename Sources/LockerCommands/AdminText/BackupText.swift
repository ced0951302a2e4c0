import LockerAPI

/// What a backup did, in JSON and in words.
package enum BackupText {
    package static func json(_ result: Locker_V1_BackupResult) -> JSONValue {
        [
            "packs": .unsigned(result.packs), "kept": .unsigned(result.kept), "linked": .unsigned(result.linked),
            "copied": .unsigned(result.copied), "copied_bytes": .unsigned(result.copiedBytes),
            "removed": .unsigned(result.removed), "checked_files": .unsigned(result.checkedFiles),
            "checked_bytes": .unsigned(result.checkedBytes), "seconds": .number(result.seconds),
        ]
    }

    package static func text(_ result: Locker_V1_BackupResult) -> String {
        var line = "\(HumanText.count(Int(clamping: result.packs), "pack")): \(result.kept) kept, "
        line += "\(result.linked) linked, "
        line += "\(result.copied) copied (\(HumanText.size(Int(clamping: result.copiedBytes)))), "
        line += "\(result.removed) removed, in \(HumanText.span(result.seconds))"
        guard result.checkedFiles > 0 else { return line }
        return line + "\nread back: \(HumanText.count(Int(clamping: result.checkedFiles), "different file")) "
            + "(\(HumanText.size(Int(clamping: result.checkedBytes)))), all as they were stored"
    }
}
