import POSIXSupport

/// The calls that are parked: no more than there may be, and each ended when its time has come.
final class ParkedTable: Sendable {
    /// A parked call, and how it ends.
    struct Entry: Sendable {
        /// When it may wait no longer.
        let due: ContinuousClock.Instant
        /// Has it look for its answer for the last time.
        let end: @Sendable () -> Void
        /// Has it answered without that: it is not wanted any more.
        let abandon: @Sendable () -> Void
        /// Whether it was ended.
        fileprivate var isEnded = false

        init(
            due: ContinuousClock.Instant, end: @escaping @Sendable () -> Void, abandon: @escaping @Sendable () -> Void
        ) {
            (self.due, self.end, self.abandon) = (due, end, abandon)
        }
    }

    private struct State {
        /// By connection and stream.
        var entries: [UInt64: [UInt32: Entry]] = [:]
        /// When the next of them is due; nil while none is to be.
        var next: ContinuousClock.Instant?
        var isStopping = false
        var isOver = false
        var thread: Thread?

        /// Takes what is due at `now`, and finds out when the next one is.
        mutating func takeDue(_ now: ContinuousClock.Instant) -> [Entry] {
            guard let next, next <= now else { return [] }
            var due: [Entry] = []
            var earliest: ContinuousClock.Instant?
            for (connection, calls) in entries {
                for (stream, entry) in calls where !entry.isEnded {
                    if entry.due <= now {
                        due.append(entry)
                        entries[connection]?[stream]?.isEnded = true
                    } else {
                        earliest = min(earliest ?? entry.due, entry.due)
                    }
                }
            }
            self.next = earliest
            return due
        }
    }

    /// Seconds between two looks at what is due, at least: each is at all that is parked.
    private static let leastPause = 0.02
    private static let longestPause = 3600.0

    /// Shared out among those who call.
    private let places: FairBudget
    private let state = Monitor(State())

    /// - Parameter count: how many calls may be parked at a time.
    init(_ count: Int) throws(SystemError) {
        places = FairBudget(count)
        let thread = try Thread("rpc-parked", stackSize: 256 << 10) { [state] in
            while let entries = ParkedTable.waitForDue(state) {
                for entry in entries { entry.end() }
            }
        }
        state.withLock { $0.thread = thread }
    }

    /// Lets so many calls be parked from here on. Those that are stay.
    func resize(to count: Int) {
        places.resize(to: count)
    }

    /// Takes a place for a call of `principal`. Returns false where there is none for it.
    func takePlace(for principal: Principal) -> Bool {
        places.tryAcquire(1, for: principal)
    }

    /// Gives a place back.
    func giveBackPlace(of principal: Principal) {
        places.release(1, for: principal)
    }

    /// Takes in a call that has a place. Returns false once no call may wait any more.
    func add(_ entry: Entry, connection: UInt64, stream: UInt32) -> Bool {
        let (isTaken, isNext) = state.withLock { state -> (Bool, Bool) in
            if state.isStopping { return (false, false) }
            state.entries[connection, default: [:]][stream] = entry
            if let next = state.next, next <= entry.due { return (true, false) }
            state.next = entry.due
            return (true, true)
        }
        if isNext { state.notifyAll() }
        return isTaken
    }

    /// Forgets a call, which was answered.
    func remove(connection: UInt64, stream: UInt32) {
        state.withLock { state in
            guard var calls = state.entries.removeValue(forKey: connection) else { return }
            calls[stream] = nil
            if !calls.isEmpty { state.entries[connection] = calls }
        }
    }

    /// Abandons the calls of a connection that has ended.
    func abandonAll(of connection: UInt64) {
        let calls = state.withLock { $0.entries[connection] ?? [:] }
        for entry in calls.values { entry.abandon() }
    }

    /// Abandons the call on `stream` of a connection, if it is parked.
    func abandon(connection: UInt64, stream: UInt32) {
        let call = state.withLock { $0.entries[connection]?[stream] }
        call?.abandon()
    }

    /// Ends all calls, and lets none wait any more.
    func stop() {
        let connections = state.withLock { state in
            state.isStopping = true
            return Array(state.entries.values)
        }
        for calls in connections {
            for entry in calls.values { entry.end() }
        }
    }

    /// Ends the thread. To be called once.
    func finish() {
        let thread = state.withLock { state in
            state.isOver = true
            return state.thread
        }
        state.notifyAll()
        thread?.join()
    }

    /// How many calls are parked.
    var count: Int { state.withLock { $0.entries.values.reduce(0) { $0 + $1.count } } }

    /// Waits until calls are due, and returns them; nil when that is over.
    private static func waitForDue(_ state: Monitor<State>) -> [Entry]? {
        while true {
            let (next, isOver) = state.withLock { ($0.next, $0.isOver) }
            if isOver { return nil }
            let pause = next.map { ContinuousClock.now.duration(to: $0) / .seconds(1) } ?? longestPause
            // Sooner where one comes that is due before.
            _ = state.wait(seconds: min(longestPause, max(leastPause, pause))) { state -> Bool? in
                state.isOver || state.next != next ? true : nil
            }
            let entries = state.withLock { $0.takeDue(.now) }
            if !entries.isEmpty { return entries }
        }
    }
}
