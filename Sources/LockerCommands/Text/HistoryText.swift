import LockerAPI

/// What expiring revisions and a rebuild did, and what is to be kept, in JSON and in words.
package enum HistoryText {
    package static func json(_ result: Locker_V1_ExpireResponse) -> JSONValue {
        [
            "libraries": .unsigned(result.libraries), "expired": .unsigned(result.expired),
            "kept": .unsigned(result.kept), "kept_by_own": .unsigned(result.keptByOwn),
            "spans_refused": result.spansRefused.isEmpty ? .null : .string(result.spansRefused),
            "dry_run": .bool(result.dryRun),
        ]
    }

    package static func text(_ result: Locker_V1_ExpireResponse) -> String {
        let done = result.dryRun ? "would be forgotten" : "forgotten"
        let own = result.keptByOwn > 0 ? " (\(result.keptByOwn) as people ask for)" : ""
        let line =
            "\(HumanText.count(result.expired, "revision")) \(done), \(result.kept) kept\(own), in "
            + (result.libraries == 1 ? "1 library" : "\(result.libraries) libraries")
        if result.spansRefused.isEmpty { return line }
        return "\(line)\nlibraries of which people ask for a span keep all: \(result.spansRefused.printable)"
    }

    package static func json(_ kept: Locker_V1_RetentionResponse, of library: String) -> JSONValue {
        let own = kept.retention
        return [
            "library": .string(library), "honoured": .bool(kept.honoured),
            "keep_last": number(own.keepLast, isThere: own.hasKeepLast),
            "keep_within_seconds": number(own.keepWithinSeconds, isThere: own.hasKeepWithinSeconds),
            "keep_hourly": number(own.keepHourly, isThere: own.hasKeepHourly),
            "keep_daily": number(own.keepDaily, isThere: own.hasKeepDaily),
            "keep_weekly": number(own.keepWeekly, isThere: own.hasKeepWeekly),
            "keep_monthly": number(own.keepMonthly, isThere: own.hasKeepMonthly),
            "keep_yearly": number(own.keepYearly, isThere: own.hasKeepYearly),
        ]
    }

    package static func text(_ kept: Locker_V1_RetentionResponse, of library: String) -> String {
        let asked = rules(kept.retention)
        guard !asked.isEmpty else {
            return "library \(library.printable): kept is what the operator's rules keep, and nothing besides"
        }
        let list = asked.joined(separator: ", ")
        let line = "library \(library.printable): kept besides what the operator's rules keep: \(list)"
        return kept.honoured ? line : line + "; the operator does not let that count"
    }

    private static func number(_ number: UInt64, isThere: Bool) -> JSONValue {
        isThere ? .unsigned(number) : .null
    }

    private static func rules(_ own: Locker_V1_Retention) -> [String] {
        var rules: [String] = []
        if own.hasKeepLast { rules.append("the last \(HumanText.count(own.keepLast, "revision"))") }
        if own.hasKeepWithinSeconds { rules.append("all of \(span(own.keepWithinSeconds))") }
        if own.hasKeepHourly { rules.append("one of each of \(HumanText.count(own.keepHourly, "hour"))") }
        if own.hasKeepDaily { rules.append("one of each of \(HumanText.count(own.keepDaily, "day"))") }
        if own.hasKeepWeekly { rules.append("one of each of \(HumanText.count(own.keepWeekly, "week"))") }
        if own.hasKeepMonthly { rules.append("one of each of \(HumanText.count(own.keepMonthly, "month"))") }
        if own.hasKeepYearly { rules.append("one of each of \(HumanText.count(own.keepYearly, "year"))") }
        return rules
    }

    private static func span(_ seconds: UInt64) -> String {
        if seconds % 86_400 == 0 { return HumanText.count(seconds / 86_400, "day") }
        if seconds % 3600 == 0 { return HumanText.count(seconds / 3600, "hour") }
        return HumanText.count(seconds, "second")
    }

    package static func json(_ result: Locker_V1_RebuildResult) -> JSONValue {
        [
            "accounts": .unsigned(result.accounts), "libraries": .unsigned(result.libraries),
            "revisions": .unsigned(result.revisions), "entries": .unsigned(result.entries),
            "catalog_tracks": .unsigned(result.catalogTracks), "records": .unsigned(result.records),
            "seconds": .number(result.seconds),
        ]
    }

    package static func text(_ result: Locker_V1_RebuildResult) -> String {
        let libraries = result.libraries == 1 ? "1 library" : "\(result.libraries) libraries"
        return "\(HumanText.count(result.accounts, "account")), \(libraries), "
            + "\(HumanText.count(result.revisions, "revision")) with "
            + (result.entries == 1 ? "1 entry, " : "\(result.entries) entries, ")
            + "\(HumanText.count(result.catalogTracks, "song")) in the catalog and "
            + "\(HumanText.count(result.records, "record")) in the index, in \(HumanText.span(result.seconds))"
    }
}
