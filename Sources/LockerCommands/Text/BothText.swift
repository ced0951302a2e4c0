import LockerBase
import LockerSync

/// What a sync of both ways did, in words and in JSON.
package enum BothText {
    package static func json(_ report: BothReport, dryRun: Bool) -> JSONValue {
        let figures: JSONValue = [
            "revision": .unsigned(report.revision), "unchanged": JSONValue(report.unchanged),
            "received": JSONValue(report.received), "received_bytes": JSONValue(report.receivedBytes),
            "adjusted": JSONValue(report.adjusted), "sent": JSONValue(report.sent),
            "matched": JSONValue(report.matched),
            "sent_bytes": JSONValue(report.sentBytes), "renamed_here": JSONValue(report.renamedHere),
            "renamed_there": JSONValue(report.renamedThere), "removed_here": JSONValue(report.removedHere),
            "removed_there": JSONValue(report.removedThere), "kept": JSONValue(report.kept),
            "conflicts": .array(report.conflicts.map(json)), "placed_as": .array(report.placedAs.map(json)),
            "skipped": EntryJSON.skipped(report.skipped),
            "seconds": .number(report.seconds), "dry_run": .bool(dryRun),
            "warnings": .array(report.warnings.map { .string($0) }),
        ]
        guard let changes = report.changes else { return figures }
        return figures.merging(["changes": .array(changes.map(json))])
    }

    private static func json(_ conflict: SyncConflict) -> JSONValue {
        var members = EntryJSON.path(conflict.path)
        members["reason"] = .string(conflict.reason)
        members["kept_as"] = .null
        if let keptAs = conflict.keptAs {
            let path = EntryJSON.path(keptAs)
            members["kept_as"] = path["path"]
            members["kept_as_base64"] = path["path_base64"]
        }
        return .object(members)
    }

    static func json(_ placed: PlacedPath) -> JSONValue {
        var members = EntryJSON.path(placed.path)
        let path = EntryJSON.path(placed.placedAs)
        members["placed_as"] = path["path"]
        members["placed_as_base64"] = path["path_base64"]
        return .object(members)
    }

    private static func json(_ change: BothChange) -> JSONValue {
        JSONValue.object(EntryJSON.path(change.change.path))
            .merging([
                "change": .string(change.change.kind.rawValue), "reason": .string(change.change.reason),
                "side": .string(change.isHere ? "folder" : "library"),
            ])
    }

    /// A line that begins with an arrow to where something is done, and goes on as those of `locker sync -v`.
    package static func line(_ change: BothChange) -> String {
        "\(change.isHere ? "<" : ">") \(SyncText.line(change.change))"
    }

    package static func line(_ conflict: SyncConflict) -> String {
        let kept = conflict.keptAs.map { " (\(EntryPath.printable($0)))" } ?? ""
        return "conflict at \(EntryPath.printable(conflict.path)): \(conflict.reason)\(kept)"
    }

    package static func line(_ placed: PlacedPath) -> String {
        let (path, other) = (EntryPath.printable(placed.path), EntryPath.printable(placed.placedAs))
        return "\(path) is \(other) here: the disk takes its name for that of something else"
    }

    package static func line(_ report: BothReport, dryRun: Bool) -> String {
        let figures = [
            (report.received, "received"), (report.adjusted, "with other times or permission bits"),
            (report.sent, "sent"), (report.renamedHere, "renamed here"),
            (report.renamedThere, "renamed there"), (report.removedHere, "removed here"),
            (report.removedThere, "removed there"), (report.kept, "kept, not sent"),
            (report.conflicts.count, "in conflict"), (report.skipped.count, "skipped"),
        ]
        let parts = figures.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let all = ["\(HumanText.count(report.unchanged, "file")) unchanged"] + parts
        let span = "\(HumanText.fixed(report.seconds, digits: 2)) s"
        return "revision \(report.revision)\(dryRun ? ", a dry run" : ""): \(all.joined(separator: ", ")) in \(span)"
    }
}
