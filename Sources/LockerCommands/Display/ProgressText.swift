import LockerBase
import LockerSync

/// The words that plain lines and the terminal share.
package enum ProgressText {
    /// A line for a log.
    package static func line(_ figures: ProgressFigures, verb: String, isLast: Bool) -> String {
        var line = "\(figures.files) of \(HumanText.count(figures.allFiles, "file")) \(verb)"
        line += ", \(HumanText.size(figures.bytes)) of \(HumanText.size(figures.allBytes))"
        if let rate = figures.rate { line += ", \(HumanText.size(Int64(clamping: rate)))/s" }
        if !isLast, let remaining = figures.remaining { line += ", \(HumanText.span(remaining)) left" }
        return line
    }

    /// The figures for a terminal's line, as wide at the end as at the start: what stands beside them must not move.
    package static func columns(_ figures: ProgressFigures, verb: String, isLast: Bool) -> String {
        let all = "\(figures.allFiles)"
        let rate = figures.rate.map { "\(HumanText.size(Int64(clamping: $0)))/s" }
        let remaining = isLast ? nil : figures.remaining.map { "\(HumanText.span($0)) left" }
        // A size takes at most the eight characters of `1023 KiB`, a span the eleven of `59 min 59 s`.
        let parts = [
            "\(padded("\(figures.files)", to: all.count))/\(all) \(verb)",
            "\(padded(HumanText.size(figures.bytes), to: 8))/\(HumanText.size(figures.allBytes))",
            padded(rate ?? "", to: 10),
            padded(remaining ?? "", to: 16),
        ]
        return parts.joined(separator: "  ")
    }

    static func skipped(_ item: Skipped) -> String {
        "skipped \(EntryPath.printable(item.path)): \(item.reason)"
    }

    static func waits(_ seconds: Double, after error: LockerError) -> String {
        "busy: \(error.message); trying again in \(HumanText.span(seconds))"
    }

    private static func padded(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
