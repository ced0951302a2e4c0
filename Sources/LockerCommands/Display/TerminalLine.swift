import Glibc
import Synchronization

/// One line of a terminal that is written again and again, and taken away whole, also when the terminal was made
/// narrower meanwhile and shows the line in several rows.
package final class TerminalLine: Sendable {
    /// The characters that stand there.
    private let length = Mutex(0)

    /// Shows `text` in the place of what stood there; no more of it than fits.
    func show(_ text: String, isLast: Bool = false) {
        let width = TerminalLine.width
        let line = String(text.prefix(max(0, width - 1)))
        let erase = length.withLock { length in
            defer { length = isLast ? 0 : line.count }
            return TerminalLine.erasing(length, width: width)
        }
        Console.note(erase + line + (isLast ? "\n" : ""))
    }

    /// Takes away what stands there, and writes `text` below what was written before.
    func interrupt(_ text: String = "") {
        let erase = length.withLock { length in
            defer { length = 0 }
            return TerminalLine.erasing(length, width: TerminalLine.width)
        }
        Console.note(erase + text)
    }

    /// What takes away `length` characters in a terminal of `width` columns, from behind them: to the start of the row,
    /// up to the first of the rows that they take now, and everything from there on (ECMA-48: CR, CUU, ED).
    package static func erasing(_ length: Int, width: Int) -> String {
        let rowsAbove = max(0, length - 1) / max(1, width)
        return "\r" + (rowsAbove > 0 ? "\u{1B}[\(rowsAbove)A" : "") + "\u{1B}[J"
    }

    /// The terminal's columns; 80 when it does not tell.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
