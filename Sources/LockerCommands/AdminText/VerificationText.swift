import LockerAPI
import LockerBase

/// What a verification did and what is damaged, in JSON and in words.
package enum VerificationText {
    package static func json(_ result: Locker_V1_VerifyResult, _ found: Locker_V1_FindingsResponse) -> JSONValue {
        [
            "records": .unsigned(result.records), "bytes": .unsigned(result.bytes), "packs": .unsigned(result.packs),
            "damaged": .unsigned(result.damaged), "mended": .unsigned(result.mended),
            "bad": .array(found.findings.map { json($0) }), "bad_total": .unsigned(found.total),
            "seconds": .number(result.seconds),
        ]
    }

    /// - Parameter result: nil when nothing was read.
    package static func text(_ result: Locker_V1_VerifyResult?, _ found: Locker_V1_FindingsResponse) -> String {
        var lines = groups(found.findings).flatMap { describe($0) }
        if let result {
            lines.append(
                "\(HumanText.count(result.records, "record")) in \(HumanText.count(result.packs, "pack")) verified, "
                    + "\(HumanText.size(result.bytes)) read in \(HumanText.span(result.seconds))")
            if result.mended > 0 { lines.append("\(result.mended) made anew from the rest") }
        }
        let shown = UInt64(found.findings.count)
        if found.total > shown { lines.append("and \(found.total - shown) more") }
        lines.append(found.total == 0 ? "nothing is damaged" : "\(HumanText.count(found.total, "finding")): see above")
        return lines.joined(separator: "\n")
    }

    private static func json(_ finding: Locker_V1_Finding) -> JSONValue {
        [
            "pack": .string(finding.pack), "offset": .unsigned(finding.offset), "kind": .string(finding.kind),
            "digest": .string(finding.digest.hexText), "reason": .string(finding.reason),
            "found": .integer(finding.found), "files": .array(finding.files.map { json($0) }),
            "more_files": .bool(finding.moreFiles), "remedy": .string(remedy(finding)),
        ]
    }

    private static func json(_ file: Locker_V1_AffectedFile) -> JSONValue {
        var members = EntryJSON.path(file.path)
        (members["account"], members["library"]) = (.string(file.account), .string(file.library))
        members["since"] = .unsigned(file.since)
        if file.hasUntil { members["until"] = .unsigned(file.until) }
        return .object(members)
    }

    /// Findings of one pack for one reason together, where they are many: of a pack that is gone there are thousands.
    private static func groups(_ findings: [Locker_V1_Finding]) -> [[Locker_V1_Finding]] {
        var groups: [[Locker_V1_Finding]] = []
        var places: [[String]: Int] = [:]
        for finding in findings {
            let key = [finding.pack, finding.kind.isEmpty ? "" : "record", finding.reason]
            if let place = places[key] {
                groups[place].append(finding)
            } else {
                places[key] = groups.count
                groups.append([finding])
            }
        }
        return groups.flatMap { $0.count > fewFindings ? [$0] : $0.map { [$0] } }
    }

    /// So many of a pack are told one by one.
    private static let fewFindings = 5

    private static func describe(_ group: [Locker_V1_Finding]) -> [String] {
        guard let first = group.first else { return [] }
        let record = group.count == 1 ? "\(first.kind) at offset \(first.offset)" : "\(group.count) records"
        let what = first.kind.isEmpty ? first.pack : "\(first.pack): \(record)"
        let files = unique(group.flatMap { $0.files.map(place) })
        var lines = ["\(what): \(first.reason)"]
        lines += files.prefix(mostFiles).map { "    needed by \($0)" }
        if files.count > mostFiles || group.contains(where: \.moreFiles) { lines.append("    and by more") }
        return lines + unique(group.map(remedy)).map { "    \($0)" }
    }

    /// The most files that are named of a group.
    private static let mostFiles = 20

    private static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }

    private static func place(_ file: Locker_V1_AffectedFile) -> String {
        let path = EntryPath.printable(Array(file.path))
        if file.account.isEmpty { return "the catalog: \(path)" }
        let end = file.hasUntil ? "to \(max(file.until, 1) - 1)" : "on"
        let library = EntryPath.printable(Array(file.library.utf8))
        return "\(file.account.printable), library \(library): \(path) (from revision \(file.since) \(end))"
    }

    /// The command that mends it.
    private static func remedy(_ finding: Locker_V1_Finding) -> String {
        if finding.kind.isEmpty { return "put the pack back from a backup" }
        if finding.kind == "commit" {
            return "put the pack back from a backup; or, where the whole store was, 'locker admin rebuild' settles it"
        }
        if finding.files.isEmpty { return "nobody needs it: a compaction gives its room back" }
        if let file = finding.files.first(where: { !$0.account.isEmpty }) {
            return "locker --account \(file.account.printable) repair DIR --library '\(file.library.printable)'"
        }
        return "locker admin catalog add DIR"
    }
}
