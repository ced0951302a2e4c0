import LockerBase
import LockerSync

/// Lines for a log: one every few seconds, one at the end, one for each skipped file.
struct PlainDisplay: ProgressDisplay {
    let verb: String
    let interval = 5.0

    func show(_ figures: ProgressFigures, isLast: Bool) {
        Console.note(ProgressText.line(figures, verb: verb, isLast: isLast) + "\n")
    }

    func skipped(_ item: Skipped) {
        Console.note(ProgressText.skipped(item) + "\n")
    }

    func waits(_ seconds: Double, after error: LockerError) {
        Console.note(ProgressText.waits(seconds, after: error) + "\n")
    }
}

/// Only what was skipped is told.
struct QuietDisplay: ProgressDisplay {
    let interval = Double.infinity

    func show(_ figures: ProgressFigures, isLast: Bool) {}

    func skipped(_ item: Skipped) {
        Console.note(ProgressText.skipped(item) + "\n")
    }
}
