import Synchronization

/// How the daemon is, for all who ask: those who do at the same time share one call, and its answer holds for a moment.
package final class DaemonHealth: Sendable {
    /// As `/healthz` has it.
    package enum Status: String, Sendable {
        case serving, rebuilding, stopping, unavailable
        /// It takes connections, and answers nothing.
        case silent
        case readOnly = "read_only"
        /// It runs, and lets the gateway act for nobody.
        case forbidden

        /// Whether people are served.
        var isGood: Bool {
            switch self {
            case .serving, .rebuilding, .readOnly: true
            case .stopping, .unavailable, .silent, .forbidden: false
            }
        }
    }

    private struct Asked {
        let answer: Task<Status, Never>
        /// When the answer came; nil: it is waited for.
        var end: ContinuousClock.Instant?
    }

    /// How long an answer holds.
    private static let moment = Duration.milliseconds(250)

    private let ask: @Sendable () async -> Status
    private let now: @Sendable () -> ContinuousClock.Instant
    private let asked = Mutex<Asked?>(nil)

    /// - Parameters:
    ///   - now: what time it is.
    ///   - ask: asks the daemon.
    package init(
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, ask: @escaping @Sendable () async -> Status
    ) {
        (self.now, self.ask) = (now, ask)
    }

    /// How it is, as of a moment ago at most.
    package func status() async -> Status {
        let now = now()
        let answer = asked.withLock { asked -> Task<Status, Never> in
            if let asked, asked.end.map({ $0.duration(to: now) < DaemonHealth.moment }) ?? true { return asked.answer }
            let answer = Task { await self.askAnew() }
            asked = Asked(answer: answer, end: nil)
            return answer
        }
        return await answer.value
    }

    private func askAnew() async -> Status {
        let status = await ask()
        let end = now()
        asked.withLock { $0?.end = end }
        return status
    }
}
