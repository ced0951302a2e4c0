import POSIXSupport

/// The calls of a client's connection that wait for their reply.
final class PendingCalls: Sendable {
    /// Where one call waits. A lock for each, so that a reply wakes only the thread it is for.
    typealias Slot = Monitor<Result<[UInt8], RPCError>?>

    private struct State {
        var slots: [UInt32: Slot] = [:]
        var isFresh = true
        /// Why no more replies will come.
        var failure: RPCError?
        /// An error that came before the first call: why the server takes no more connections.
        var refusal: RPCError?
    }

    private let state = Monitor(State())

    /// Makes room for the reply on `stream`, or throws what ended the connection.
    func add(_ stream: UInt32) throws(RPCError) -> Slot {
        try state.withLock { state throws(RPCError) in
            if let failure = state.failure { throw failure }
            let slot = Slot(nil)
            state.slots[stream] = slot
            state.isFresh = false
            return slot
        }
    }

    /// Why no more replies will come; nil as long as they do.
    var failure: RPCError? { state.withLock { $0.failure } }

    /// Delivers a reply. One that nobody waits for any more is dropped.
    func complete(_ stream: UInt32, _ reply: Result<[UInt8], RPCError>) {
        let slot = state.withLock { state -> Slot? in
            if let slot = state.slots.removeValue(forKey: stream) { return slot }
            if state.isFresh, case .failure(let error) = reply { state.refusal = error }
            return nil
        }
        guard let slot else { return }
        slot.withLock { $0 = reply }
        slot.notifyAll()
    }

    /// Forgets a call whose caller waits no longer.
    func remove(_ stream: UInt32) {
        state.withLock { $0.slots[stream] = nil }
    }

    /// Ends all calls, and those to come, with what the server said before it closed the connection, else with `error`.
    func fail(_ error: RPCError) {
        let (slots, failure) = state.withLock { state in
            defer { state.slots = [:] }
            let failure = state.failure ?? state.refusal ?? error
            state.failure = failure
            return (state.slots.values, failure)
        }
        for slot in slots {
            slot.withLock { $0 = .failure(failure) }
            slot.notifyAll()
        }
    }
}
