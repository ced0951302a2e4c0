import LockerBase
import LockerSync

/// What a repair did, in words and in JSON.
package enum RepairText {
    package static func json(_ report: RepairReport) -> JSONValue {
        [
            "damaged": JSONValue(report.damaged), "healed": JSONValue(report.healed),
            "lost": EntryJSON.skipped(report.lost), "sent_bytes": JSONValue(report.sentBytes),
            "seconds": .number(report.seconds),
        ]
    }

    package static func text(_ report: RepairReport) -> String {
        if report.damaged == 0 { return "nothing is damaged" }
        let lines = report.lost.map { "\(EntryPath.printable($0.path)): \($0.reason)" }
        let sent = HumanText.size(report.sentBytes)
        return
            (lines + ["\(report.healed) of \(HumanText.count(report.damaged, "damaged file")) healed (\(sent) sent)"])
            .joined(separator: "\n")
    }
}
