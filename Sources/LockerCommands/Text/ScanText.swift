import LockerBase
import LockerSync

/// What a scan found, in words and in JSON.
package enum ScanText {
    package static func json(_ report: ScanReport) -> JSONValue {
        let totals = ScannedFile.Verdict.allCases.map { verdict -> (String, JSONValue) in
            let total = report.total(of: verdict)
            return (verdict.rawValue, ["files": JSONValue(total.files), "bytes": JSONValue(total.bytes)])
        }
        return [
            "files": .array(report.files.map(json)), "totals": .object(Dictionary(uniqueKeysWithValues: totals)),
            "bytes_to_send": JSONValue(report.bytesToSend), "skipped": EntryJSON.skipped(report.skipped),
            "excluded": JSONValue(report.excluded), "warnings": .array(report.warnings.map { .string($0) }),
        ]
    }

    static func lines(_ report: ScanReport) -> [String] {
        var lines = report.files.map { file in
            let (verdict, size) = (file.verdict.rawValue, HumanText.size(file.size))
            let gap = String(repeating: " ", count: max(1, 18 - verdict.count - size.count))
            return "\(verdict)\(gap)\(size)  \(file.path): \(file.reason)"
        }
        let totals = ScannedFile.Verdict.allCases.map { verdict in
            let total = report.total(of: verdict)
            return "\(verdict.rawValue): \(HumanText.count(total.files, "file")) (\(HumanText.size(total.bytes)))"
        }
        let excluded = report.excluded > 0 ? ["\(report.excluded) excluded"] : []
        let parts = totals + excluded + ["about \(HumanText.size(report.bytesToSend)) to send"]
        lines.append(parts.joined(separator: ", "))
        return lines
    }

    private static func json(_ file: ScannedFile) -> JSONValue {
        JSONValue.object(EntryJSON.path(file.path.bytes)).merging([
            "size": JSONValue(file.size), "verdict": .string(file.verdict.rawValue), "reason": .string(file.reason),
            "bytes_to_send": JSONValue(file.bytesToSend), "track": file.track.map { .string($0.hex) } ?? .null,
        ])
    }
}
