import Logging
import Synchronization

/// Bounds the lines of the log that somebody can cause: so many of a kind in a period, and then one that says how many
/// more there were.
public final class LineLimiter: Sendable {
    /// What is counted together: lines of a kind, about somebody.
    private struct Topic: Hashable {
        let kind: String
        let name: String
    }

    private struct Period {
        let start: ContinuousClock.Instant
        var lines = 0
        var leftOut = 0
    }

    private struct State {
        var periods: [Topic: Period] = [:]
        /// When periods that have ended were last looked for.
        var looked: ContinuousClock.Instant
    }

    /// The most subjects that are counted apart.
    private static let most = 10_000

    private let limit: Int
    private let length: Duration
    private let logger: Logger
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state: Mutex<State>

    /// - Parameters:
    ///   - limit: Lines of a kind about one subject in a period.
    ///   - seconds: Length of a period.
    ///   - now: The clock.
    public init(
        _ logger: Logger, limit: Int = 30, seconds: Double = 60,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.logger = logger
        self.limit = limit
        length = .seconds(seconds)
        self.now = now
        state = Mutex(State(looked: now()))
    }

    /// Writes a line with `body`, unless there have been enough of that kind about that subject.
    public func write(_ kind: String, about subject: String, _ body: (Logger) -> Void) {
        flush()
        if admits(Topic(kind: kind, name: subject)) { body(logger) }
    }

    /// Says of periods that have ended what was left out in them; with `all` of those that have not, too.
    public func flush(all: Bool = false) {
        let now = now()
        let ended = state.withLock { state -> [Topic: Period] in
            // Not with every line: there may be thousands of subjects.
            guard all || now - state.looked >= length / 4 else { return [:] }
            state.looked = now
            let ended = state.periods.filter { all || now - $0.value.start >= length }
            for key in ended.keys { state.periods[key] = nil }
            return ended
        }
        for (key, period) in ended where period.leftOut > 0 {
            logger.notice(
                "\(period.leftOut) more were left out",
                metadata: ["kind": "\(key.kind)", "about": "\(key.name)", "lines": "\(period.lines)"])
        }
    }

    private func admits(_ key: Topic) -> Bool {
        state.withLock { state in
            let isNew = state.periods[key] == nil
            let key = isNew && state.periods.count >= LineLimiter.most ? Topic(kind: key.kind, name: "others") : key
            let now = now()
            var period = state.periods[key] ?? Period(start: now)
            if now - period.start >= length, period.leftOut == 0 { period = Period(start: now) }
            defer { state.periods[key] = period }
            guard period.lines < limit else {
                period.leftOut += 1
                return false
            }
            period.lines += 1
            return true
        }
    }
}
