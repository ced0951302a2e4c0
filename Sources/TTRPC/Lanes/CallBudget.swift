import POSIXSupport

/// The calls of one connection that are in flight, from the moment their bytes are awaited until their reply is
/// written. This is the backpressure: where the budget is used up, nothing more is read from that connection.
final class CallBudget: Sendable {
    private struct InFlight {
        var calls = 0
        var bytes = 0
        var closed = false
        /// The most of both.
        var maximumCalls: Int
        var maximumBytes: Int
        /// When the last call ended.
        var lastUse = ContinuousClock.now
    }

    private let inFlight: Monitor<InFlight>

    init(calls: Int, bytes: Int) {
        inFlight = Monitor(InFlight(maximumCalls: calls, maximumBytes: bytes))
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

    /// Admits no more calls, because their replies could not be written.
    func close() {
        inFlight.withLock { $0.closed = true }
        inFlight.notifyAll()
    }

    /// Closes the budget unless a call is in flight. Returns whether it did.
    func closeIfIdle() -> Bool {
        let isIdle = inFlight.withLock { inFlight in
            guard inFlight.calls == 0, !inFlight.closed else { return false }
            inFlight.closed = true
            return true
        }
        if isIdle { inFlight.notifyAll() }
        return isIdle
    }

    /// Since when no call is in flight; nil while one is, or when it is closed.
    var idleSince: ContinuousClock.Instant? {
        inFlight.withLock { $0.calls == 0 && !$0.closed ? $0.lastUse : nil }
    }

    /// Gives back what ``acquire(bytes:unless:)`` took.
    func release(bytes: Int) {
        inFlight.withLock {
            $0.calls -= 1
            $0.bytes -= bytes
            if $0.calls == 0 { $0.lastUse = .now }
        }
        inFlight.notifyAll()
    }

    /// Whether no call is in flight.
    var isIdle: Bool { inFlight.withLock { $0.calls == 0 } }

    /// Waits until no call is in flight, and calls `look` before and now and then while it does.
    func waitUntilIdle(_ look: () -> Void) {
        repeat { look() } while inFlight.wait(seconds: CallBudget.pause, { $0.calls == 0 ? true : nil }) == nil
    }
}
