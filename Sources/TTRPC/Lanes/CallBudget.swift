import POSIXSupport

/// The calls of one connection that are in flight, from the moment their bytes are awaited until their reply is
/// written. This is the backpressure: where the budget is used up, nothing more is read from that connection. Calls that
/// are parked have places of their own.
final class CallBudget: Sendable {
    /// What of it one principal has.
    private struct Share {
        var calls = 0
        var bytes = 0
    }

    private struct InFlight {
        var calls = 0
        var bytes = 0
        /// Of those who are acted for.
        var shares: [Principal: Share] = [:]
        /// Calls that are parked, or were until their reply, which is not written yet.
        var parked = 0
        var closed = false
        /// The most of both.
        var maximumCalls: Int
        var maximumBytes: Int
        /// When the last call ended.
        var lastUse = ContinuousClock.now

        var isIdle: Bool { calls == 0 && parked == 0 }

        /// Whether there is room for as much again as there is.
        var isHalfFree: Bool { calls <= maximumCalls / 2 && bytes <= maximumBytes / 2 }

        /// Takes out a call of `bytes` bytes, whose reply is written, or which is parked from here on.
        mutating func end(_ bytes: Int, of principal: Principal?) {
            calls -= 1
            self.bytes -= bytes
            guard let principal, var share = shares[principal] else { return }
            share.calls -= 1
            share.bytes -= bytes
            shares[principal] = share.calls > 0 ? share : nil
        }
    }

    private let inFlight: Monitor<InFlight>
    private let maximumParked: Int
    /// What a principal has for itself of a connection of many.
    private let share: (calls: Int, bytes: Int)

    init(calls: Int, bytes: Int, parked: Int) {
        inFlight = Monitor(InFlight(maximumCalls: calls, maximumBytes: bytes))
        maximumParked = parked
        share = (calls, bytes)
    }

    /// Admits so many times as much from here on.
    func multiply(by factor: Int) {
        inFlight.withLock { inFlight in
            inFlight.maximumCalls *= factor
            inFlight.maximumBytes *= factor
        }
        inFlight.notifyAll()
    }

    /// How long whoever waits does so before it asks whether the connection is over, in seconds.
    static let pause = 0.25

    /// Waits for room for one more call of `bytes` bytes. One alone always has room. Returns false, and takes nothing,
    /// once the budget is closed, or `isOver` says while it waits that the connection is.
    func acquire(bytes: Int, unless isOver: () -> Bool) -> Bool {
        while true {
            if let isTaken = inFlight.wait(seconds: CallBudget.pause, { take(bytes, &$0) }) { return isTaken }
            if isOver() { return false }
        }
    }

    private func take(_ bytes: Int, _ inFlight: inout InFlight) -> Bool? {
        if inFlight.closed { return false }
        let fits = inFlight.calls < inFlight.maximumCalls && inFlight.bytes + bytes <= inFlight.maximumBytes
        guard fits || inFlight.calls == 0 else { return nil }
        inFlight.calls += 1
        inFlight.bytes += bytes
        return true
    }

    /// Takes note that a call which was admitted, of `bytes` bytes, is of `principal`, one of many whose calls come on
    /// the connection. Returns false, and takes no note, where it would have more in flight than a connection of its own
    /// admits, and of this one less than half is left: its calls would keep those of others from being read.
    func assign(_ bytes: Int, to principal: Principal) -> Bool {
        inFlight.withLock { inFlight in
            var own = inFlight.shares[principal] ?? Share()
            let fits = own.calls < share.calls && own.bytes + bytes <= share.bytes
            guard fits || own.calls == 0 || inFlight.isHalfFree else { return false }
            own.calls += 1
            own.bytes += bytes
            inFlight.shares[principal] = own
            return true
        }
    }

    /// Admits no more calls, because their replies could not be written.
    func close() {
        inFlight.withLock { $0.closed = true }
        inFlight.notifyAll()
    }

    /// Closes the budget unless a call is in flight or parked. Returns whether it did.
    func closeIfIdle() -> Bool {
        let isIdle = inFlight.withLock { inFlight in
            guard inFlight.isIdle, !inFlight.closed else { return false }
            inFlight.closed = true
            return true
        }
        if isIdle { inFlight.notifyAll() }
        return isIdle
    }

    /// Since when no call is in flight or parked; nil while one is, or when it is closed.
    var idleSince: ContinuousClock.Instant? {
        inFlight.withLock { $0.isIdle && !$0.closed ? $0.lastUse : nil }
    }

    /// Gives back what ``acquire(bytes:unless:)`` took.
    ///
    /// - Parameter principal: to whom it was assigned; nil where it was to nobody.
    func release(bytes: Int, of principal: Principal? = nil) {
        inFlight.withLock {
            $0.end(bytes, of: principal)
            if $0.isIdle { $0.lastUse = .now }
        }
        inFlight.notifyAll()
    }

    /// Gives back what ``acquire(bytes:unless:)`` took for a call that is parked from here on. Returns false, and gives
    /// nothing back, where as many are parked as may be.
    ///
    /// - Parameter principal: to whom it was assigned; nil where it was to nobody.
    func park(bytes: Int, of principal: Principal?) -> Bool {
        let isParked = inFlight.withLock { inFlight in
            guard inFlight.parked < maximumParked else { return false }
            inFlight.parked += 1
            inFlight.end(bytes, of: principal)
            return true
        }
        if isParked { inFlight.notifyAll() }
        return isParked
    }

    /// Takes note that the reply to a call that was parked is written.
    func endParked() {
        inFlight.withLock {
            $0.parked -= 1
            if $0.isIdle { $0.lastUse = .now }
        }
        inFlight.notifyAll()
    }

    /// Whether no call is in flight or parked.
    var isIdle: Bool { inFlight.withLock { $0.isIdle } }

    /// Waits until no call is in flight or parked, and calls `look` before and now and then while it does.
    func waitUntilIdle(_ look: () -> Void) {
        repeat { look() } while inFlight.wait(seconds: CallBudget.pause, { $0.isIdle ? true : nil }) == nil
    }
}
