import LockerBase
import Synchronization

/// Who may use a worker, and which: there are so many at a time, and one owner has all but one of them at most, so that
/// nobody waits for all the songs of somebody else. One that has read songs of one owner reads none of another's.
final class WorkerSlots: Sendable {
    /// A worker that nobody uses.
    struct Idle: Sendable {
        let process: WorkerProcess
        let owner: String
        /// Songs that it has read.
        let served: Int
    }

    /// The right to use one.
    struct Turn: Sendable {
        /// Nil: one is to be started.
        let idle: Idle?
        /// One that has to make room first.
        let leaving: WorkerProcess?
    }

    private struct Waiter {
        let id: UInt64
        let owner: String
        let continuation: CheckedContinuation<Turn?, Never>
    }

    private struct State {
        var free: Int
        var idle: [Idle] = []
        var held: [String: Int] = [:]
        var waiting: [Waiter] = []
        /// Those that are about to wait, and whether they were cancelled before that.
        var coming: [UInt64: Bool] = [:]
        var next: UInt64 = 0
        var isClosed = false
    }

    private let state: Mutex<State>
    /// The most of one owner.
    private let share: Int

    init(_ count: Int) {
        share = max(1, count - 1)
        state = Mutex(State(free: count))
    }

    /// Waits for a turn. Nil where the task was cancelled, or nobody gets one any more.
    func take(for owner: String) async -> Turn? {
        let id = state.withLock { state in
            state.next += 1
            state.coming[state.next] = false
            return state.next
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Turn?, Never>) in
                let waiter = Waiter(id: id, owner: owner, continuation: continuation)
                let isOver = state.withLock { state in
                    let isCancelled = state.coming.removeValue(forKey: id) ?? false
                    if !isCancelled, !state.isClosed { state.waiting.append(waiter) }
                    return isCancelled || state.isClosed
                }
                if isOver { return continuation.resume(returning: nil) }
                serve()
            }
        } onCancel: {
            cancel(id)
        }
    }

    /// Gives a turn back, with the worker where it can go on.
    func give(_ idle: Idle?, of owner: String) {
        state.withLock { state in
            state.free += 1
            state.held[owner] = state.held[owner].flatMap { $0 > 1 ? $0 - 1 : nil }
            if let idle, !state.isClosed { state.idle.append(idle) }
        }
        serve()
    }

    /// Lets nobody have a turn any more, and ends the workers that nobody uses.
    func close() {
        let (waiting, idle) = state.withLock { state in
            defer { (state.waiting, state.idle, state.isClosed) = ([], [], true) }
            return (state.waiting, state.idle)
        }
        for waiter in waiting { waiter.continuation.resume(returning: nil) }
        for worker in idle { worker.process.end() }
    }

    private func cancel(_ id: UInt64) {
        let waiter = state.withLock { state -> Waiter? in
            if state.coming[id] != nil { state.coming[id] = true }
            return state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
        }
        waiter?.continuation.resume(returning: nil)
    }

    /// Gives turns to those who have waited for the longest, as long as there are any for them.
    private func serve() {
        while true {
            let served = state.withLock { WorkerSlots.next(&$0, share: share) }
            guard let (waiter, turn) = served else { return }
            waiter.continuation.resume(returning: turn)
        }
    }

    private static func next(_ state: inout State, share: Int) -> (Waiter, Turn)? {
        guard state.free > 0 else { return nil }
        state.idle.removeAll { $0.process.hasEnded }
        let held = state.held
        guard let place = state.waiting.firstIndex(where: { held[$0.owner, default: 0] < share }) else { return nil }
        let waiter = state.waiting.remove(at: place)
        state.free -= 1
        state.held[waiter.owner, default: 0] += 1
        if let own = state.idle.lastIndex(where: { $0.owner == waiter.owner }) {
            return (waiter, Turn(idle: state.idle.remove(at: own), leaving: nil))
        }
        let isFull = state.idle.count > state.free
        return (waiter, Turn(idle: nil, leaving: isFull ? state.idle.removeFirst().process : nil))
    }
}
