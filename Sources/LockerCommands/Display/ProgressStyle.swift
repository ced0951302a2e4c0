import ArgumentParser
import Glibc
import LockerSync

/// How progress is shown.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
    /// A bar on a terminal, plain lines elsewhere.
    case auto
    case plain
    case json
    case none

    /// The observer that shows it on standard error. `verb` says what is done: `sent`, `restored`.
    func observer(_ verb: String) -> any ProgressObserver {
        switch self {
        case .none: ProgressMeter(QuietDisplay())
        case .json: ProgressMeter(JSONDisplay())
        case .plain: ProgressMeter(PlainDisplay(verb: verb))
        case .auto:
            isatty(STDERR_FILENO) == 1
                ? ProgressMeter(TerminalDisplay(verb: verb)) : ProgressMeter(PlainDisplay(verb: verb))
        }
    }
}
