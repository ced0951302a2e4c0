/// Notices threads that wait too long for files of others. A file of a FUSE mount or of another machine keeps who reads
/// it for as long as those like who serve it, and no signal ends that: all that can be done is to go on without the
/// thread.
///
/// What is watched is the time in system calls on such files alone. It may be the grace, and a second more for every
/// ``Patience/bytesPerSecond`` that went through, so that a large file on a slow disk has the time it needs, and one
/// that gives a byte a minute has not.
public final class Watchdog: Sendable {
    private struct State {
        var patiences: [ObjectIdentifier: Patience] = [:]
        var thread: Thread?
        var stopping = false
        /// What a thread that begins may wait.
        var grace: Duration
        /// Seconds between looks.
        var pause: Double
        /// When nobody may wait any more.
        var end: ContinuousClock.Instant?
    }

    private let state: Monitor<State>

    /// - Parameter grace: Seconds.
    public init(grace: Double) throws(SystemError) {
        // An eighth of the grace late at most, and no more than a few wake-ups a minute.
        state = Monitor(State(grace: .seconds(grace), pause: grace / 8))
        let thread = try Thread("watchdog", stackSize: 256 << 10) { [state] in
            while Watchdog.rest(state) { Watchdog.look(state) }
        }
        state.withLock { $0.thread = thread }
    }

    /// Runs `body` with what watches the calling thread meanwhile. `giveUp` is called on the watchdog's own thread,
    /// once at most, when `body` has waited for too long; `body` goes on to hang until the file lets go of it.
    public func watching<Result, Failure: Error>(
        _ giveUp: @escaping @Sendable (Patience.End) -> Void, _ body: (Patience) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let patience = Patience(grace: state.withLock { $0.grace }, giveUp: giveUp)
        let id = ObjectIdentifier(patience)
        let end = state.withLock { state in
            state.patiences[id] = patience
            return state.end
        }
        if let end { patience.limit(to: end) }
        defer { state.withLock { _ = $0.patiences.removeValue(forKey: id) } }
        return try body(patience)
    }

    /// Gives those that begin to wait from here on another grace, in seconds.
    public func change(grace: Double) {
        state.withLock { state in
            state.grace = .seconds(grace)
            // Those that wait already may have less.
            state.pause = state.patiences.isEmpty ? grace / 8 : min(state.pause, grace / 8)
        }
        state.notifyAll()
    }

    /// Lets nobody wait longer than `seconds` from here.
    public func end(after seconds: Double) {
        let end = ContinuousClock.now + .seconds(seconds)
        let patiences = state.withLock { state in
            state.end = end
            state.pause = min(state.pause, max(seconds / 8, 0.01))
            return Array(state.patiences.values)
        }
        state.notifyAll()
        for patience in patiences { patience.limit(to: end) }
    }

    /// Ends the thread. To be called once.
    public func stop() {
        let thread = state.withLock { state in
            state.stopping = true
            return state.thread
        }
        state.notifyAll()
        thread?.join()
    }

    /// Waits until it is time to look again. Returns false when that is over.
    private static func rest(_ state: Monitor<State>) -> Bool {
        let pause = state.withLock { $0.pause }
        return state.wait(seconds: pause) { $0.stopping ? false : $0.pause < pause ? true : nil } ?? true
    }

    private static func look(_ state: Monitor<State>) {
        let now = ContinuousClock.now
        for patience in state.withLock({ Array($0.patiences.values) }) { patience.check(now) }
    }
}
