import Glibc
import POSIXSupport

/// Writes the replies of one connection, one whole reply after the other, for any number of threads.
///
/// Whoever has a reply writes it at once, as far as the socket takes it without waiting. What it does not take is
/// left to the connection's own writer thread, so that a peer that reads slowly holds up nobody else. The queue
/// needs no bound of its own: every reply in it is a call in flight, of which ``CallBudget`` admits so many.
final class ReplyQueue: Sendable {
    private struct Reply {
        var frame: OutgoingFrame
        /// What the call took from the budget.
        let cost: Int
    }

    private struct State {
        /// Replies not yet written, oldest first. While there is one, only the writer thread writes.
        var waiting: [Reply] = []
        var writer: Thread?
        /// Whether the connection is lost: replies are dropped.
        var broken = false
        var finishing = false
    }

    private let socket: Descriptor
    private let budget: CallBudget
    private let state = Monitor(State())

    /// Writes to `socket`, whose send timeout says how long a peer may take no byte before its connection is cut.
    init(socket: Descriptor, budget: CallBudget) {
        self.socket = socket
        self.budget = budget
    }

    /// Writes `frame`, or sees to it that it is written. When it is, or when that has become impossible, `cost` goes
    /// back to the budget.
    func send(_ frame: OutgoingFrame, cost: Int) {
        var reply = Reply(frame: frame, cost: cost)
        let done = state.withLock { state in
            if state.broken { return true }
            if state.waiting.isEmpty {
                switch socket.send(&reply.frame, waiting: false) {
                case .complete: return true
                case .failed: return giveUp(&state)
                case .blocked: break
                }
            }
            guard startWriter(&state) else { return giveUp(&state) }
            state.waiting.append(reply)
            return false
        }
        if done { budget.release(bytes: cost) } else { state.notifyAll() }
    }

    /// Ends the writer thread. To be called when no call is in flight.
    func finish() {
        let writer = state.withLock { state in
            state.finishing = true
            return state.writer
        }
        state.notifyAll()
        writer?.join()
    }

    private func giveUp(_ state: inout State) -> Bool {
        state.broken = true
        // Both end the connection's reader, wherever it waits.
        budget.close()
        shutdown(socket.number, Int32(SHUT_RDWR))
        return true
    }

    /// Starts the writer thread unless it runs already. Returns false when the system has no thread to give.
    private func startWriter(_ state: inout State) -> Bool {
        if state.writer == nil {
            state.writer = try? Thread("rpc-writer", stackSize: 256 << 10) { [self] in writeWaiting() }
        }
        return state.writer != nil
    }

    private func writeWaiting() {
        while let reply = state.wait({ $0.waiting.first.map(Optional.some) ?? ($0.finishing ? .some(nil) : nil) }) {
            var frame = reply.frame
            let outcome = socket.send(&frame, waiting: true)
            let done = state.withLock { state -> ArraySlice<Reply> in
                if outcome != .complete { _ = giveUp(&state) }
                let done = outcome == .complete ? state.waiting[..<1] : state.waiting[...]
                state.waiting.removeFirst(done.count)
                return done
            }
            for reply in done { budget.release(bytes: reply.cost) }
        }
    }
}
