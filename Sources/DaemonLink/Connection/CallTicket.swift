import NIOCore
import Synchronization

/// A call between the task that makes it and the loop of its connection.
final class CallTicket: Sendable {
    private struct State {
        var waiting: CheckedContinuation<CallOutcome, Never>?
        var timer: Scheduled<Void>?
        var stream: UInt32?
        var isCancelled = false
    }

    let request: CallRequest
    private let state = Mutex(State())

    init(_ request: CallRequest) {
        self.request = request
    }

    /// Has a task wait for what becomes of it. Without one, nobody does.
    func wait(_ continuation: CheckedContinuation<CallOutcome, Never>) {
        state.withLock { $0.waiting = continuation }
    }

    /// Tells the task that waits; whatever is answered later is dropped.
    func answer(_ outcome: CallOutcome) {
        let (waiting, timer) = state.withLock { state -> (CheckedContinuation<CallOutcome, Never>?, Scheduled<Void>?) in
            let current = (state.waiting, state.timer)
            (state.waiting, state.timer) = (nil, nil)
            return current
        }
        timer?.cancel()
        waiting?.resume(returning: outcome)
    }

    /// What is to happen when its time has passed, in the place of what was to happen before.
    func setTimer(_ timer: Scheduled<Void>) {
        let before = state.withLock { state -> Scheduled<Void>? in
            let before = state.timer
            state.timer = timer
            return before
        }
        before?.cancel()
    }

    /// Takes note that nobody wants the answer any more.
    func cancel() {
        state.withLock { $0.isCancelled = true }
    }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// The stream that its request went out on; nil until it has.
    var stream: UInt32? {
        get { state.withLock { $0.stream } }
        set { state.withLock { $0.stream = newValue } }
    }
}
