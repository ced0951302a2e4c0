/// How the lines of the log are written.
public enum LogFormat: String, Sendable, CaseIterable {
    /// For people: the time, the level, the message, and `key=value` for each fact.
    case text
    /// For programs: an object of JSON on each line, with `time`, `level`, `message` and a key for each fact.
    case json
}
