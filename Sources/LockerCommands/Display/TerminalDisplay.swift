import LockerBase
import LockerSync

/// A bar that is drawn again and again on one line of a terminal.
struct TerminalDisplay: ProgressDisplay {
    let verb: String
    let interval = 0.1
    private let line = TerminalLine()

    init(verb: String) {
        self.verb = verb
    }

    func show(_ figures: ProgressFigures, isLast: Bool) {
        let text = ProgressText.columns(figures, verb: verb, isLast: isLast)
        let bar = TerminalDisplay.bar(figures, width: min(30, TerminalLine.width - text.count - 4))
        line.show(bar + text, isLast: isLast)
    }

    func skipped(_ item: Skipped) {
        line.interrupt(ProgressText.skipped(item) + "\n")
    }

    func waits(_ seconds: Double, after error: LockerError) {
        line.interrupt(ProgressText.waits(seconds, after: error) + "\n")
    }

    private static func bar(_ figures: ProgressFigures, width: Int) -> String {
        guard width >= 8 else { return "" }
        let part = figures.allBytes > 0 ? min(1, Double(figures.bytes) / Double(figures.allBytes)) : 1
        let full = max(0, Int(part * Double(width)))
        return "[" + String(repeating: "#", count: full) + String(repeating: ".", count: width - full) + "] "
    }
}
