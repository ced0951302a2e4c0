import Glibc
import LockerClient

/// A bar that is drawn again and again on one line of a terminal.
struct TerminalDisplay: ProgressDisplay {
    let verb: String
    let interval = 0.1

    /// Back to the line's start, and everything on it erased (ECMA-48: CR, EL).
    private static let erase = "\r\u{1B}[K"

    func show(_ figures: ProgressFigures, isLast: Bool) {
        let text = ProgressText.columns(figures, verb: verb, isLast: isLast)
        let width = TerminalDisplay.width
        let bar = TerminalDisplay.bar(figures, width: min(30, width - text.count - 4))
        let line = String((bar + text).prefix(max(0, width - 1)))
        Console.note(TerminalDisplay.erase + line + (isLast ? "\n" : ""))
    }

    func skipped(_ item: Skipped) {
        Console.note(TerminalDisplay.erase + ProgressText.skipped(item) + "\n")
    }

    private static func bar(_ figures: ProgressFigures, width: Int) -> String {
        guard width >= 8 else { return "" }
        let part = figures.allBytes > 0 ? min(1, Double(figures.bytes) / Double(figures.allBytes)) : 1
        let full = max(0, Int(part * Double(width)))
        return "[" + String(repeating: "#", count: full) + String(repeating: ".", count: width - full) + "] "
    }

    /// The terminal's columns; 80 when it does not tell.
    private static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
