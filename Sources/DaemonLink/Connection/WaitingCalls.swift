import NIOCore

/// Calls that wait for a place on a connection: those for one account in the order in which they came, and the accounts
/// by turns.
struct WaitingCalls {
    private var queues: [String: CircularBuffer<CallTicket>] = [:]
    /// The accounts for which calls wait, the one whose turn it is first.
    private var turns = CircularBuffer<String>()
    private(set) var count = 0

    func count(for account: String?) -> Int { queues[account ?? ""]?.count ?? 0 }

    mutating func append(_ ticket: CallTicket) {
        let account = WaitingCalls.account(of: ticket)
        if queues[account] == nil { turns.append(account) }
        queues[account, default: CircularBuffer()].append(ticket)
        count += 1
    }

    /// Takes out the next call that `fits`. Those of an account stay in their order: none passes one that does not.
    mutating func next(where fits: (CallRequest) -> Bool) -> CallTicket? {
        for _ in 0..<turns.count {
            let account = turns.removeFirst()
            guard let ticket = queues[account]?.first, fits(ticket.request) else {
                turns.append(account)
                continue
            }
            queues[account]?.removeFirst()
            count -= 1
            if queues[account]?.isEmpty == true {
                queues[account] = nil
            } else {
                turns.append(account)
            }
            return ticket
        }
        return nil
    }

    /// Takes out a call. Returns false where it does not wait here.
    mutating func remove(_ ticket: CallTicket) -> Bool {
        let account = WaitingCalls.account(of: ticket)
        guard let place = queues[account]?.firstIndex(where: { $0 === ticket }) else { return false }
        queues[account]?.remove(at: place)
        count -= 1
        if queues[account]?.isEmpty == true {
            queues[account] = nil
            turns.removeAll { $0 == account }
        }
        return true
    }

    /// Takes out all.
    mutating func removeAll() -> [CallTicket] {
        let all = queues.values.flatMap { Array($0) }
        self = WaitingCalls()
        return all
    }

    private static func account(of ticket: CallTicket) -> String { ticket.request.account ?? "" }
}
