import LockerSync

extension GlobalOptions {
    /// How progress is shown: not at all where quiet is wanted, and as objects where all else is objects too.
    var progressStyle: ProgressStyle {
        if quiet || progress == .none { return .none }
        return json ? .json : progress
    }

    /// Whether standard error has objects only.
    private var hasEvents: Bool { json || progress == .json }

    /// Shows a transfer's progress. `verb` says what is done: `sent`, `restored`.
    func observer(_ verb: String) -> any ProgressObserver {
        hasEvents && progressStyle == .none
            ? ProgressMeter(JSONDisplay(isQuiet: true)) : progressStyle.observer(verb)
    }

    /// Prints what a command was asked for.
    func print(_ json: @autoclosure () -> JSONValue, _ text: @autoclosure () -> String) {
        Console.print(self.json ? json().text : text())
    }

    /// Prints what a command did, which a quiet one does not say.
    func report(_ json: @autoclosure () -> JSONValue, _ text: @autoclosure () -> String) {
        if self.json || !quiet { print(json(), text()) }
    }

    /// Says something beside the result on standard error: one line.
    func note(_ text: String) { noting(text) }

    /// ``note(_:)``, for another thread.
    var noting: @Sendable (String) -> Void {
        let hasEvents = hasEvents
        return { text in
            let event: JSONValue = ["event": "note", "message": .string(text)]
            Console.note(hasEvents ? event.text + "\n" : "locker: \(text)\n")
        }
    }
}
