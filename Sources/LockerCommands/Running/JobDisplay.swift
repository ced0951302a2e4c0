import Glibc
import LockerAPI

/// Shows how far a job is, on standard error.
final class JobDisplay {
    private let style: ProgressStyle
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let start = ContinuousClock.now
    private var phase = ""
    private var phaseStart = 0.0
    private var shown = -Double.infinity
    private let terminal = TerminalLine()

    init(_ style: ProgressStyle) {
        self.style = style
    }

    func show(_ job: Locker_V1_Job) {
        let seconds = start.duration(to: .now) / .seconds(1)
        if job.phase != phase { (phase, phaseStart, shown) = (job.phase, seconds, -.infinity) }
        switch style {
        case .none: return
        case .json: Console.note(JobDisplay.event(job, seconds).text + "\n")
        case .auto where isTerminal: terminal.show(line(job, seconds))
        case .auto, .plain:
            guard seconds - shown >= 5 else { return }
            Console.note(line(job, seconds) + "\n")
        }
        shown = seconds
    }

    /// Leaves the line that was drawn on.
    func end() {
        if style == .auto, isTerminal, shown >= 0 { terminal.interrupt() }
    }

    private func line(_ job: Locker_V1_Job, _ seconds: Double) -> String {
        guard job.total > 0 else { return job.phase }
        let isBytes = job.unit == .bytes
        let (done, total) = (Int(clamping: job.done), Int(clamping: job.total))
        var line = "\(job.phase): "
        line += isBytes ? "\(HumanText.size(done)) of \(HumanText.size(total))" : "\(done) of \(total)"
        let spent = seconds - phaseStart
        guard spent > 0.5, done > 0 else { return line }
        let rate = Double(done) / spent
        if isBytes { line += ", \(HumanText.size(Int64(clamping: rate)))/s" }
        return line + ", \(HumanText.span(Double(max(0, total - done)) / rate)) left"
    }

    private static func event(_ job: Locker_V1_Job, _ seconds: Double) -> JSONValue {
        [
            "event": "progress", "phase": .string(job.phase), "done": .unsigned(job.done),
            "total": .unsigned(job.total), "unit": job.unit == .bytes ? "bytes" : "items", "seconds": .number(seconds),
        ]
    }
}
