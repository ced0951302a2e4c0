import LockerBase

/// The connections to one daemon: which of them takes the next call, and when another one is made.
struct ConnectionSlots {
    private struct Slot {
        let connection: DaemonConnection
        /// Whether it is known to have been open.
        var isOpen = false
    }

    /// How long nothing is connected to after that failed: twice as long each time.
    private static let pauses = (first: Duration.milliseconds(50), longest: Duration.seconds(2))

    private let count: Int
    private var slots: [Slot] = []
    private var nextPause = ConnectionSlots.pauses.first
    /// Until when nothing is connected to, and why.
    private var pause: (end: ContinuousClock.Instant, error: LockerError)?
    /// What is known of the daemon by those that have ended and were taken out.
    private var past = Liveness()

    /// - Parameter count: the most connections there are at a time.
    init(count: Int) {
        self.count = max(1, count)
    }

    /// The connection that has the fewest calls, or one more as long as all have some. Nil where there is none `besides`
    /// the one that is not to be taken.
    ///
    /// - Throws: why none could be connected to, when that was just tried.
    mutating func next(
        besides avoided: DaemonConnection?, at now: ContinuousClock.Instant, _ make: () -> DaemonConnection
    ) throws(LockerError) -> DaemonConnection? {
        sweep(at: now)
        let others = slots.map(\.connection).filter { $0 !== avoided }
        let best = others.min { $0.load < $1.load }
        if let best, best.load == 0 { return best }
        guard slots.count < count else { return best }
        if let pause, now < pause.end {
            guard let best else { throw pause.error }
            return best
        }
        let made = make()
        slots.append(Slot(connection: made))
        return made
    }

    /// What the daemon said of itself on a connection that is open; nil where none is.
    var greeting: Greeting? {
        for slot in slots {
            if let greeting = slot.connection.greeting { return greeting }
        }
        return nil
    }

    /// What is known of the daemon by all of them. One that is open and idle knows nothing new.
    var liveness: Liveness {
        var all = past
        for slot in slots { all.add(slot.connection.liveness) }
        return all
    }

    /// Takes out all.
    mutating func removeAll() -> [DaemonConnection] {
        let all = slots.map(\.connection)
        slots = []
        return all
    }

    /// Takes out those that have ended. What was open may be connected to again at once, what never was after a pause.
    private mutating func sweep(at now: ContinuousClock.Instant) {
        var failure: LockerError?
        var kept: [Slot] = []
        for var slot in slots {
            switch slot.connection.phase {
            case .opening: kept.append(slot)
            case .open:
                if !slot.isOpen { (pause, nextPause) = (nil, ConnectionSlots.pauses.first) }
                slot.isOpen = true
                kept.append(slot)
            case .ended(let error, let wasOpen):
                if !wasOpen { failure = error }
                past.add(slot.connection.liveness)
            }
        }
        slots = kept
        guard let failure else { return }
        pause = (now + nextPause, failure)
        nextPause = min(nextPause * 2, ConnectionSlots.pauses.longest)
    }
}
