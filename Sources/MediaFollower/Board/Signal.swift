import Synchronization

/// Has tasks wait for a change of something that others keep.
final class Signal: Sendable {
    private struct State {
        var number: UInt64 = 0
        var next: UInt64 = 0
        var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
        /// Those that are about to wait, and whether they were cancelled before that.
        var coming: [UInt64: Bool] = [:]
    }

    private let state = Mutex(State())

    /// How often it was raised.
    var number: UInt64 { state.withLock { $0.number } }

    func raise() {
        let waiting = state.withLock { state in
            state.number += 1
            defer { state.waiting = [:] }
            return state.waiting
        }
        for (_, continuation) in waiting { continuation.resume() }
    }

    /// Waits until it was raised more often than `number`, or the task is cancelled.
    func wait(after number: UInt64) async {
        let id = state.withLock { state in
            state.next += 1
            state.coming[state.next] = false
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                let isOver = state.withLock { state in
                    let isCancelled = state.coming.removeValue(forKey: id) ?? false
                    if isCancelled || state.number > number { return true }
                    state.waiting[id] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let continuation = state.withLock { state -> CheckedContinuation<Void, Never>? in
                if state.coming[id] != nil { state.coming[id] = true }
                return state.waiting.removeValue(forKey: id)
            }
            continuation?.resume()
        }
    }
}
