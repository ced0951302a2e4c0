import LockerBase
import Synchronization

/// Whose conversion runs: so many at a time, of one owner all but one of them at most, and others in the order they came,
/// so many and so long.
final class ConversionSlots: Sendable {
    private struct Waiter {
        let id: UInt64
        let owner: String
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var free: Int
        var held: [String: Int] = [:]
        var waiting: [Waiter] = []
        var next: UInt64 = 0
    }

    private let state: Mutex<State>
    private let count: Int
    private let share: Int
    private let waiting: (inAll: Int, ofOwner: Int)
    private let patience: Duration

    /// - Parameters:
    ///   - waiting: the most that wait.
    ///   - own: and of one owner.
    init(_ count: Int, waiting: Int, ofOwner own: Int, patience: Duration) {
        (self.count, self.patience, share) = (count, patience, max(1, count - 1))
        self.waiting = (inAll: waiting, ofOwner: own)
        state = Mutex(State(free: count))
    }

    /// How many run.
    var running: Int { state.withLock { count - $0.free } }

    /// Waits for a turn, which is given back by ``give(of:)``.
    ///
    /// - Throws: ``LockerError/Code/tooMany`` where too many wait already or none comes in time,
    ///   ``LockerError/Code/cancelled`` where the task is cancelled.
    func take(for owner: String) async throws(LockerError) {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        let timer = Task { [patience] in
            try? await Task.sleep(for: patience)
            dismiss(id)
        }
        defer { timer.cancel() }
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
                let isFull = state.withLock { state in
                    let own = state.waiting.count(where: { $0.owner == owner })
                    let isFull = own >= waiting.ofOwner || state.waiting.count >= waiting.inAll
                    if !isFull { state.waiting.append(Waiter(id: id, owner: owner, continuation: continuation)) }
                    return isFull
                }
                if isFull { return continuation.resume(returning: false) }
                serve()
                // What cancelled the task before that found nobody to dismiss.
                if Task.isCancelled { dismiss(id) }
            }
        } onCancel: {
            dismiss(id)
        }
        guard !answer else { return }
        if Task.isCancelled { throw LockerError(.cancelled, "nobody waits for the song any more") }
        throw LockerError(.tooMany, "as much is being converted as may be; try again in some seconds")
    }

    func give(of owner: String) {
        state.withLock { state in
            state.free += 1
            state.held[owner] = state.held[owner].flatMap { $0 > 1 ? $0 - 1 : nil }
        }
        serve()
    }

    private func dismiss(_ id: UInt64) {
        let waiter = state.withLock { state in
            state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
        }
        waiter?.continuation.resume(returning: false)
    }

    private func serve() {
        while true {
            let next = state.withLock { state -> Waiter? in
                guard state.free > 0 else { return nil }
                let (held, share) = (state.held, share)
                let next = state.waiting.firstIndex { held[$0.owner, default: 0] < share }
                guard let place = next else { return nil }
                let waiter = state.waiting.remove(at: place)
                state.free -= 1
                state.held[waiter.owner, default: 0] += 1
                return waiter
            }
            guard let served = next else { return }
            served.continuation.resume(returning: true)
        }
    }
}
