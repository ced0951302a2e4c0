import LockerBase
import LockerSync

/// A JSON object a line, for programs that show progress themselves.
struct JSONDisplay: ProgressDisplay {
    let interval = 0.25
    /// Whether only what was skipped is told.
    var isQuiet = false

    func show(_ figures: ProgressFigures, isLast: Bool) {
        if isQuiet { return }
        let event: JSONValue = [
            "event": "progress", "files": JSONValue(figures.files), "files_total": JSONValue(figures.allFiles),
            "bytes": JSONValue(figures.bytes), "bytes_total": JSONValue(figures.allBytes),
            "seconds": .number(figures.seconds),
        ]
        Console.note(event.text + "\n")
    }

    func skipped(_ item: Skipped) {
        let event = JSONValue.object(EntryJSON.path(item.path))
            .merging(["event": "skipped", "reason": .string(item.reason)])
        Console.note(event.text + "\n")
    }

    func waits(_ seconds: Double, after error: LockerError) {
        if isQuiet { return }
        let event: JSONValue = [
            "event": "waiting", "reason": .string(error.message), "seconds": .number(seconds),
        ]
        Console.note(event.text + "\n")
    }
}
