import LockerSync

/// What a restore did, or would do, in words and in JSON.
package enum RestoreText {
    package static func json(_ report: RestoreReport, dryRun: Bool = false) -> JSONValue {
        let figures: JSONValue = [
            "revision": .unsigned(report.revision), "files": JSONValue(report.files),
            "restored": JSONValue(report.restored), "unchanged": JSONValue(report.unchanged),
            "placed_as": .array(report.placedAs.map { BothText.json($0) }),
            "skipped": EntryJSON.skipped(report.skipped), "logical_bytes": JSONValue(report.logicalBytes),
            "seconds": .number(report.seconds), "warnings": .array(report.warnings.map { .string($0) }),
            "dry_run": .bool(dryRun),
        ]
        guard let changes = report.changes else { return figures }
        return figures.merging(["changes": .array(changes.map { SyncText.json($0) })])
    }

    package static func line(_ report: RestoreReport, dryRun: Bool = false) -> String {
        let done = dryRun ? "would be restored" : "restored"
        var parts = ["\(HumanText.count(report.restored, "file")) \(done)", "\(report.unchanged) unchanged"]
        if !report.skipped.isEmpty { parts.append("\(report.skipped.count) skipped") }
        let size = HumanText.size(report.logicalBytes)
        let seconds = HumanText.fixed(report.seconds, digits: 2)
        return "revision \(report.revision): \(parts.joined(separator: ", ")) (\(size)) in \(seconds) s"
    }
}
