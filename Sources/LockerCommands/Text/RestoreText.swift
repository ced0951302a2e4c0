import LockerSync

/// What a restore did, in words and in JSON.
package enum RestoreText {
    package static func json(_ report: RestoreReport) -> JSONValue {
        [
            "revision": .unsigned(report.revision), "files": JSONValue(report.files),
            "restored": JSONValue(report.restored), "unchanged": JSONValue(report.unchanged),
            "skipped": EntryJSON.skipped(report.skipped), "logical_bytes": JSONValue(report.logicalBytes),
            "seconds": .number(report.seconds), "warnings": .array(report.warnings.map { .string($0) }),
        ]
    }

    package static func line(_ report: RestoreReport) -> String {
        var parts = ["\(HumanText.count(report.restored, "file")) restored", "\(report.unchanged) unchanged"]
        if !report.skipped.isEmpty { parts.append("\(report.skipped.count) skipped") }
        let size = HumanText.size(report.logicalBytes)
        let seconds = HumanText.fixed(report.seconds, digits: 2)
        return "revision \(report.revision): \(parts.joined(separator: ", ")) (\(size)) in \(seconds) s"
    }
}
