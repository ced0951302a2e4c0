import POSIXSupport

/// The calls of one connection that are in flight, from the moment their bytes are awaited until their reply is
/// written. This is the backpressure: where the budget is used up, nothing more is read from that connection.
final class CallBudget: Sendable {
    private struct InFlight {
        var calls = 0
        var bytes = 0
        var closed = false
    }

    private let inFlight = Monitor(InFlight())
    private let maximumCalls: Int
    private let maximumBytes: Int

    init(calls: Int, bytes: Int) {
        maximumCalls = calls
        maximumBytes = bytes
    }

    /// Waits for room for one more call of `bytes` bytes. One alone always has room. Returns false, and takes nothing,
    /// once the budget is closed.
    func acquire(bytes: Int) -> Bool {
        inFlight.wait { inFlight in
            if inFlight.closed { return false }
            let fits = inFlight.calls < maximumCalls && inFlight.bytes + bytes <= maximumBytes
            guard fits || inFlight.calls == 0 else { return nil }
            inFlight.calls += 1
            inFlight.bytes += bytes
            return true
        }
    }

    /// Admits no more calls, because their replies could not be written.
    func close() {
        inFlight.withLock { $0.closed = true }
        inFlight.notifyAll()
    }

    /// Gives back what ``acquire(bytes:)`` took.
    func release(bytes: Int) {
        inFlight.withLock {
            $0.calls -= 1
            $0.bytes -= bytes
        }
        inFlight.notifyAll()
    }

    /// Whether no call is in flight.
    var isIdle: Bool { inFlight.withLock { $0.calls == 0 } }

    /// Waits until no call is in flight.
    func waitUntilIdle() {
        inFlight.wait { $0.calls == 0 ? () : nil }
    }
}
