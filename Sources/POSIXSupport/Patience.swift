import Synchronization

/// How long a thread may still wait for one file of somebody else's; see ``Watchdog``.
public final class Patience: Sendable {
    /// The slowest that a file may be, once the grace is used up.
    public static let bytesPerSecond = 64 << 10

    /// Why there is no more of it.
    public enum End: Sendable {
        /// The file was too slow.
        case tooSlow
        /// Nobody may wait any more, because the program stops.
        case stopping
    }

    private struct State {
        /// What is left when nobody waits.
        var left: Duration
        var waitingSince: ContinuousClock.Instant?
        var limit: ContinuousClock.Instant?
        var end: End?
    }

    private let state: Mutex<State>
    private let giveUp: @Sendable (End) -> Void

    init(grace: Duration, giveUp: @escaping @Sendable (End) -> Void) {
        state = Mutex(State(left: grace))
        self.giveUp = giveUp
    }

    /// Why it has ended; nil as long as it has not.
    public var end: End? { state.withLock { $0.end } }

    /// Runs `body`, which waits for the file and moves at most `bytes` bytes. Returns nil, whatever `body` did, when
    /// the patience has ended before it did: somebody else has answered for this thread then.
    public func wait<Result, Failure: Error>(
        moving bytes: Int = 0, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard begin() else { return nil }
        let result: Result
        do {
            result = try body()
        } catch {
            guard finish(moved: 0) else { return nil }
            throw error
        }
        return finish(moved: bytes) ? result : nil
    }

    /// Ends it at `instant`, if it has not ended before.
    func limit(to instant: ContinuousClock.Instant) {
        state.withLock { $0.limit = instant }
    }

    /// Ends it when the thread has waited for too long.
    func check(_ now: ContinuousClock.Instant) {
        let end = state.withLock { state -> End? in
            guard state.end == nil, let since = state.waitingSince else { return nil }
            if let limit = state.limit, now >= limit {
                state.end = .stopping
            } else if now - since >= state.left {
                state.end = .tooSlow
            }
            return state.end
        }
        if let end { giveUp(end) }
    }

    private func begin() -> Bool {
        state.withLock { state in
            if state.end == nil, let limit = state.limit, .now >= limit { state.end = .stopping }
            guard state.end == nil else { return false }
            state.waitingSince = .now
            return true
        }
    }

    private func finish(moved bytes: Int) -> Bool {
        state.withLock { state in
            guard state.end == nil, let since = state.waitingSince else { return false }
            state.waitingSince = nil
            state.left -= since.duration(to: .now)
            state.left += .seconds(1) * (Double(bytes) / Double(Patience.bytesPerSecond))
            return true
        }
    }
}
