import POSIXSupport

/// How often somebody was woken.
final class WakeCount: Sendable {
    private struct State {
        var count = 0
        /// The accounts of which was told that something of them changed; nil for any.
        var accounts: Set<Int64?> = []
    }

    private let state = Monitor(State())

    var wake: @Sendable () -> Void {
        { [state] in
            state.withLock { $0.count += 1 }
            state.notifyAll()
        }
    }

    /// The same, told of an account.
    var hear: @Sendable (Int64?) -> Void {
        { [state] account in
            state.withLock { state in
                state.count += 1
                state.accounts.insert(account)
            }
            state.notifyAll()
        }
    }

    var count: Int { state.withLock { $0.count } }

    var accounts: Set<Int64?> { state.withLock { $0.accounts } }

    /// Waits until it was so often. Returns false when it is not within a minute.
    func wait(for count: Int) -> Bool {
        state.wait(seconds: 60) { $0.count >= count ? true : nil } ?? false
    }
}
