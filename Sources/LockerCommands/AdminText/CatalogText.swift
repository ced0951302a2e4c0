import LockerAPI
import LockerSync

/// What an import and a grant did, in words and in JSON.
package enum CatalogText {
    package static func json(_ report: CatalogReport) -> JSONValue {
        let listened: JSONValue = report.listening.map { JSONValue($0.heard) } ?? .null
        let unheard: JSONValue = report.listening.map { JSONValue($0.unheard) } ?? .null
        return [
            "files": JSONValue(report.files), "added": JSONValue(report.added), "known": JSONValue(report.known),
            "skipped": EntryJSON.skipped(report.skipped), "excluded": JSONValue(report.excluded),
            "listened": listened, "not_listened": unheard,
            "logical_bytes": JSONValue(report.logicalBytes), "seconds": .number(report.seconds),
        ]
    }

    package static func line(_ report: CatalogReport) -> String {
        var parts = ["\(HumanText.count(report.added, "track")) added", "\(report.known) known already"]
        if let listening = report.listening {
            parts.append("\(listening.heard) listened to")
            if listening.unheard > 0 { parts.append("\(listening.unheard) could not be listened to") }
        }
        if report.excluded > 0 { parts.append("\(report.excluded) excluded") }
        if !report.skipped.isEmpty { parts.append("\(report.skipped.count) skipped") }
        let size = HumanText.size(report.logicalBytes)
        return "\(parts.joined(separator: ", ")) (\(size)) in \(HumanText.fixed(report.seconds, digits: 2)) s"
    }

    package static func json(_ grant: Locker_V1_GrantResponse) -> JSONValue {
        [
            "revision": .unsigned(grant.revision), "granted": .unsigned(grant.granted),
            "known": .unsigned(grant.known),
        ]
    }

    package static func line(_ grant: Locker_V1_GrantResponse) -> String {
        "revision \(grant.revision): \(HumanText.count(grant.granted, "track")) granted, \(grant.known) known already"
    }
}
