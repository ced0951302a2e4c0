import POSIXSupport

/// The calls of a client's connection that wait for their reply.
final class PendingCalls: Sendable {
    /// Where one call waits. A lock for each, so that a reply wakes only the thread it is for.
    typealias Slot = Monitor<Result<[UInt8], RPCError>?>

    private struct State {
        var slots: [UInt32: Slot] = [:]
        /// Why no more replies will come.
        var failure: RPCError?
    }

    private let state = Monitor(State())

    /// Makes room for the reply on `stream`, or throws what ended the connection.
    func add(_ stream: UInt32) throws(RPCError) -> Slot {
        try state.withLock { state throws(RPCError) in
            if let failure = state.failure { throw failure }
            let slot = Slot(nil)
            state.slots[stream] = slot
            return slot
        }
    }

    /// Delivers a reply. One that nobody waits for any more is dropped.
    func complete(_ stream: UInt32, _ reply: Result<[UInt8], RPCError>) {
        guard let slot = state.withLock({ $0.slots.removeValue(forKey: stream) }) else { return }
        slot.withLock { $0 = reply }
        slot.notifyAll()
    }

    /// Forgets a call whose caller waits no longer.
    func remove(_ stream: UInt32) {
        state.withLock { $0.slots[stream] = nil }
    }

    /// Ends all calls with `error`, and those to come.
    func fail(_ error: RPCError) {
        let slots = state.withLock { state in
            defer { state.slots = [:] }
            state.failure = state.failure ?? error
            return state.slots.values
        }
        for slot in slots {
            slot.withLock { $0 = .failure(error) }
            slot.notifyAll()
        }
    }
}
