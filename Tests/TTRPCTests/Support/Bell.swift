import POSIXSupport
import TTRPC

/// What calls wait for that are parked.
final class Bell: Sendable {
    private struct State {
        var isRung = false
        /// Of the calls that have begun.
        var wakeups: [Wakeup] = []
        /// Looks that found nothing, and those that were the last of a call.
        var (vain, last) = (0, 0)
    }

    private let state = Monitor(State())

    /// Answers 1 once it has rung, and 2 when it may wait no longer.
    func call(_ wakeup: Wakeup, until: ContinuousClock.Instant) -> ParkedCall {
        state.withLock { $0.wakeups.append(wakeup) }
        return ParkedCall(until: until) { [self] (isLast) throws(RPCError) in look(isLast) }
    }

    private func look(_ isLast: Bool) -> [UInt8]? {
        defer { state.notifyAll() }
        return state.withLock { state -> [UInt8]? in
            if state.isRung { return [1] }
            if isLast { state.last += 1 } else { state.vain += 1 }
            return isLast ? [2] : nil
        }
    }

    func ring() {
        let wakeups = state.withLock { state in
            state.isRung = true
            return state.wakeups
        }
        for wakeup in wakeups { wakeup.wake() }
    }

    /// Wakes the calls for nothing.
    func rattle() {
        for wakeup in state.withLock({ $0.wakeups }) { wakeup.wake() }
    }

    var lastLooks: Int { state.withLock { $0.last } }

    /// Waits until so many looks were in vain. Returns false when they are not within a minute.
    func waitForVainLooks(_ count: Int) -> Bool {
        state.wait(seconds: 60) { $0.vain >= count ? true : nil } ?? false
    }

    /// A router whose method `Wait` waits for it, `seconds` at most.
    func router(seconds: Double = 600) -> Router {
        var router = echoRouter()
        router.registerParking(service: service, method: "Wait", lane: .quick) { [self] (_, _, wakeup) in
            call(wakeup, until: .now + .seconds(seconds))
        }
        return router
    }
}
