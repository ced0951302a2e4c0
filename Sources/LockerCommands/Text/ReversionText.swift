import LockerSync

/// What a library that was made equal to an old revision changed, in words and in JSON.
package enum ReversionText {
    package static func json(_ report: ReversionReport, of library: String, dryRun: Bool) -> JSONValue {
        let figures: JSONValue = [
            "library": .string(library), "reverted_to": .unsigned(report.old), "revision": .unsigned(report.revision),
            "added": .unsigned(report.added), "changed": .unsigned(report.changed),
            "removed": .unsigned(report.removed), "dry_run": .bool(dryRun),
            "warnings": .array(report.warnings.map { .string($0) }),
        ]
        guard let changes = report.changes else { return figures }
        return figures.merging(["changes": .array(changes.map { ChangeText.json($0) })])
    }

    package static func line(_ report: ReversionReport, dryRun: Bool) -> String {
        let isSame = [report.added, report.changed, report.removed].allSatisfy { $0 == 0 }
        if isSame { return "revision \(report.revision): nothing differs from revision \(report.old)" }
        let counts = CommitText.counts(report.added, report.changed, report.removed)
        return dryRun
            ? "a new revision would be as revision \(report.old): \(counts)"
            : "revision \(report.revision) is as revision \(report.old): \(counts)"
    }
}
