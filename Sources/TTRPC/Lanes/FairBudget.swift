import POSIXSupport

/// An amount of something that is shared out: nobody gets more than what would be left for the others. One alone gets
/// half of it, two get a third each, and however many take what they can, there is room for the next.
final class FairBudget: Sendable {
    private struct State {
        var total: Int
        var taken = 0
        var shares: [Principal: Int] = [:]
        /// Whether somebody was refused since the last time that something was given back.
        var refused = false

        mutating func take(_ amount: Int, for principal: Principal) -> Bool {
            let own = shares[principal, default: 0]
            guard taken + amount <= total, own == 0 || own + amount <= total - taken else { return false }
            taken += amount
            shares[principal] = own + amount
            return true
        }
    }

    private let state: Monitor<State>
    /// Called when something was given back after somebody was refused.
    private let whenFree: @Sendable () -> Void

    init(_ total: Int, whenFree: @escaping @Sendable () -> Void = {}) {
        state = Monitor(State(total: total))
        self.whenFree = whenFree
    }

    /// Takes `amount`, at most half of all there is, and waits for it as long as need be.
    ///
    /// - Parameter isOver: asked now and then while it waits. Where it says so, nothing is taken, and false is
    ///   returned.
    func acquire(_ amount: Int, for principal: Principal, unless isOver: () -> Bool) -> Bool {
        guard amount > 0 else { return true }
        while state.wait(seconds: CallBudget.pause, { $0.take(amount, for: principal) ? true : nil }) == nil {
            if isOver() { return false }
        }
        return true
    }

    /// Takes `amount` if it is there.
    func tryAcquire(_ amount: Int, for principal: Principal) -> Bool {
        state.withLock { state in
            if state.take(amount, for: principal) { return true }
            state.refused = true
            return false
        }
    }

    func release(_ amount: Int, for principal: Principal) {
        guard amount > 0 else { return }
        let refused = state.withLock { state in
            state.taken -= amount
            let left = state.shares[principal, default: amount] - amount
            state.shares[principal] = left > 0 ? left : nil
            defer { state.refused = false }
            return state.refused
        }
        state.notifyAll()
        if refused { whenFree() }
    }

    /// Shares out another amount from here on. What is taken beyond it stays taken until it is given back.
    func resize(to total: Int) {
        state.withLock { $0.total = total }
        state.notifyAll()
        whenFree()
    }

    /// What is taken.
    var taken: Int { state.withLock { $0.taken } }
}
