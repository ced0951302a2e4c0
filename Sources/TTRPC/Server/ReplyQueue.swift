import Glibc
import POSIXSupport

/// Writes the replies of one connection, one whole reply after the other, for any number of threads.
///
/// Whoever has a reply writes it at once, as far as the socket takes it without waiting. What it does not take is
/// left to the connection's own writer thread, so that a peer that reads slowly holds up nobody else. The queue
/// needs no bound of its own: every reply in it is a call in flight or one that was parked, of which ``CallBudget``
/// admits so many.
final class ReplyQueue: Sendable {
    private struct Reply {
        var frame: OutgoingFrame
        /// What the call took from the budgets.
        var cost: ReplyCost
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
    private let calls: CallBudget
    private let memory: FairBudget
    private let time: Duration
    private let state = Monitor(State())

    /// Writes to `socket`, whose send timeout says how long a peer may take no byte before its connection is cut; it is
    /// cut too when a reply has not been taken `seconds` after the one before.
    init(socket: Descriptor, calls: CallBudget, memory: FairBudget, seconds: Int) {
        self.socket = socket
        self.calls = calls
        self.memory = memory
        time = .seconds(seconds)
    }

    /// Writes `frame`, or sees to it that it is written. When it is, or when that has become impossible, `cost` goes
    /// back to the budgets.
    func send(_ frame: OutgoingFrame, cost: ReplyCost) {
        var reply = Reply(frame: frame, cost: trim(cost, to: frame))
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
        if done { release(reply.cost) } else { state.notifyAll() }
    }

    /// Gives back what was reserved for a longer reply.
    private func trim(_ cost: ReplyCost, to frame: OutgoingFrame) -> ReplyCost {
        var cost = cost
        let reserved = cost.reply
        cost.reply = min(reserved, frame.remaining)
        memory.release(reserved - cost.reply, for: cost.principal)
        return cost
    }

    private func release(_ cost: ReplyCost) {
        memory.release(cost.reply, for: cost.principal)
        if cost.isParked { calls.endParked() } else { calls.release(bytes: cost.request, of: cost.assigned) }
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
        calls.close()
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
            let outcome = socket.send(&frame, waiting: true, time: time)
            let done = state.withLock { state -> ArraySlice<Reply> in
                if outcome != .complete { _ = giveUp(&state) }
                let done = outcome == .complete ? state.waiting[..<1] : state.waiting[...]
                state.waiting.removeFirst(done.count)
                return done
            }
            for reply in done { release(reply.cost) }
        }
    }
}
