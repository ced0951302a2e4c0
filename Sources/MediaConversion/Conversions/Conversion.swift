import LockerBase
import POSIXSupport
import Synchronization

/// A conversion that is under way, or has just ended: what has come of it so far is in a file, and whoever listens reads
/// that and waits for more.
package final class Conversion: Sendable {
    /// How it came to its end.
    package enum Outcome: Sendable {
        case whole
        case failed(LockerError)
    }

    /// How far it is.
    package struct Progress: Sendable {
        /// Bytes that are there.
        package let written: Int
        /// Nil: there will be more, or what there is will prove to be all.
        package let outcome: Outcome?
    }

    struct State {
        var written = 0
        var outcome: Outcome?
        var listeners = 0
        /// How often nobody was left.
        var silences = 0
        var isStopped = false
        var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter: UInt64 = 0
        var stop: (@Sendable () -> Void)?
    }

    /// What has come of it.
    package var descriptor: Descriptor { draft.descriptor }
    let draft: DerivedDraft
    let state = Mutex(State())
    let expectedSize: Int?
    private let largest: Int

    /// - Parameter largest: the most bytes that may come of it.
    init(_ draft: DerivedDraft, expectedSize: Int?, largest: Int) {
        (self.draft, self.expectedSize, self.largest) = (draft, expectedSize, largest)
    }

    /// How far it is, once there are more bytes than `offset` or there will be no more.
    ///
    /// - Throws: ``LockerError/Code/cancelled`` where the task is cancelled.
    package func progress(beyond offset: Int) async throws(LockerError) -> Progress {
        while true {
            let progress = state.withLock { Progress(written: $0.written, outcome: $0.outcome) }
            if progress.written > offset || progress.outcome != nil { return progress }
            await wait(beyond: offset)
            if Task.isCancelled { throw LockerError(.cancelled, "nobody waits for the song any more") }
        }
    }

    /// Takes what came next. Returns false where nothing more is to come: it is too much, or cannot be written.
    func append(_ piece: UnsafeRawBufferPointer) -> Bool {
        let written = state.withLock { $0.written }
        guard written + piece.count <= largest else {
            finish(.failed(LockerError(.failedPrecondition, "the song has become too long for a conversion")))
            return false
        }
        do throws(LockerError) {
            try draft.reserve(written + piece.count)
            try translatingSystemErrors { () throws(SystemError) in
                try descriptor.writeFully(piece, at: written, subject: draft.path)
            }
        } catch {
            finish(.failed(error))
            return false
        }
        wake { $0.written += piece.count }
        return true
    }

    /// Takes note of its end; the first one counts.
    func finish(_ outcome: Outcome) {
        wake { state in
            if state.outcome == nil { state.outcome = outcome }
        }
    }

    /// Changes the state, and has those look at it who wait.
    private func wake(_ change: (inout State) -> Void) {
        let waiting = state.withLock { state in
            change(&state)
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for waiter in waiting { waiter.resume() }
    }

    /// Waits for a change. Returns early where the task is cancelled.
    private func wait(beyond offset: Int) async {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                let isThere = state.withLock { state in
                    guard state.written <= offset, state.outcome == nil else { return true }
                    state.waiting[id] = continuation
                    return false
                }
                if isThere { return continuation.resume() }
                // What cancelled the task before that found nobody to wake.
                if Task.isCancelled { wake(id) }
            }
        } onCancel: {
            wake(id)
        }
    }

    private func wake(_ id: UInt64) {
        let waiter = state.withLock { $0.waiting.removeValue(forKey: id) }
        waiter?.resume()
    }
}
