import POSIXSupport

/// Which of the accounts that somebody waits for may be other than when they were last looked at: at first all of them.
final class ChangedAccounts: Sendable {
    private let all: Set<Int64>
    private let changed: Monitor<Set<Int64>>

    /// - Parameter all: the accounts' numbers.
    init(_ all: Set<Int64>) {
        self.all = all
        changed = Monitor(all)
    }

    /// Takes note that this account may be other; with nil, that any may.
    func add(_ account: Int64?) {
        guard let account else { return add(all) }
        add([account])
    }

    /// Takes note that these may be other.
    func add(_ accounts: Set<Int64>) {
        changed.withLock { $0.formUnion(accounts) }
    }

    /// Takes them out: what changes from here on is another change.
    func take() -> Set<Int64> {
        changed.withLock { accounts in
            let taken = accounts
            accounts = []
            return taken
        }
    }
}
