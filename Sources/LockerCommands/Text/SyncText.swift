import LockerBase
import LockerSync

/// What a sync did, in words and in JSON.
package enum SyncText {
    package static func json(_ report: SyncReport, dryRun: Bool) -> JSONValue {
        let figures: JSONValue = [
            "revision": .unsigned(report.revision), "files": JSONValue(report.files),
            "unchanged": JSONValue(report.unchanged), "uploaded": JSONValue(report.uploaded),
            "matched": JSONValue(report.matched), "removed": JSONValue(report.removed),
            "skipped": EntryJSON.skipped(report.skipped), "excluded": JSONValue(report.excluded),
            "logical_bytes": JSONValue(report.logicalBytes), "sent_bytes": JSONValue(report.sentBytes),
            "seconds": .number(report.seconds), "dry_run": .bool(dryRun),
            "warnings": .array(report.warnings.map { .string($0) }),
        ]
        var more: [String: JSONValue] = [:]
        if let changes = report.changes { more["changes"] = .array(changes.map(json)) }
        if let excluded = report.exclusions { more["excluded_paths"] = .array(excluded.map(ExclusionText.json)) }
        if let items = report.unchangedItems {
            more["unchanged_paths"] = .array(items.map { .object(EntryJSON.path($0.path.bytes)) })
        }
        if let origin = report.cameFrom { more["came_from"] = .string(origin) }
        return figures.merging(more)
    }

    static func json(_ change: SyncChange) -> JSONValue {
        JSONValue.object(EntryJSON.path(change.path))
            .merging(["change": .string(change.kind.rawValue), "reason": .string(change.reason)])
    }

    /// A line for all that was asked for: what is done with each entry, what is left out, and what stays as it is, in
    /// path order.
    package static func lines(_ report: SyncReport) -> [String] {
        var lines = (report.changes ?? []).map { (path: $0.path, text: line($0)) }
        lines += (report.exclusions ?? []).map { (path: $0.path.bytes, text: ExclusionText.line($0)) }
        lines += (report.unchangedItems ?? []).map { item in
            (path: item.path.bytes, text: "= \(EntryText.name(item.path.bytes, isFolder: item.isFolder)): unchanged")
        }
        return lines.sorted { $0.path.lexicographicallyPrecedes($1.path) }.map { $0.text }
    }

    /// A line that begins as those of `locker changes` do.
    package static func line(_ change: SyncChange) -> String {
        let mark =
            switch change.kind {
            case .added: "+"
            case .changed: "~"
            case .removed: "-"
            }
        return "\(mark) \(EntryText.name(change.path, isFolder: change.isFolder)): \(change.reason)"
    }

    package static func line(_ report: SyncReport, dryRun: Bool) -> String {
        var parts = [
            "\(HumanText.count(report.files, "file")) (\(HumanText.size(report.logicalBytes)))",
            "\(report.unchanged) unchanged",
            dryRun ? "\(report.uploaded) would be uploaded" : "\(report.uploaded) uploaded",
        ]
        if report.matched > 0 { parts.append("\(report.matched) matched") }
        if report.removed > 0 { parts.append("\(report.removed) \(dryRun ? "would be removed" : "removed")") }
        if report.excluded > 0 { parts.append("\(report.excluded) excluded") }
        if !report.skipped.isEmpty { parts.append("\(report.skipped.count) skipped") }
        return
            "revision \(report.revision): \(parts.joined(separator: ", ")) in \(HumanText.fixed(report.seconds, digits: 2)) s"
    }
}
