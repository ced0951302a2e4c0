import LockerBase
import Metadata
import POSIXSupport
import Synchronization

/// Bounds what the sessions of one account have taken in and not committed: content that nobody refers to yet takes
/// room on the disk that no quota shows.
final class UncommittedBudget: Sendable {
    /// The most bytes, and less for who has a small quota; a file that is sent in one call may have more when nothing
    /// else is uncommitted.
    private let limit: Atomic<Int64>
    /// The memory of what is staged.
    let memory: StagingMemory
    private let taken = RankedMutex<[Int64: Int64]>([:], .uncommittedBudget)

    init(limit: Int64, memory: StagingMemory) {
        self.limit = Atomic(limit)
        self.memory = memory
    }

    /// What one session has taken in since its last commit; given back when the last reference to it goes.
    final class Debt: Sendable {
        private let budget: UncommittedBudget
        private let account: Account
        private let bytes = Mutex<Int64>(0)

        fileprivate init(_ budget: UncommittedBudget, _ account: Account) {
            self.budget = budget
            self.account = account
        }

        deinit {
            budget.giveBack(bytes.withLock { $0 }, of: account)
        }

        /// Counts `count` bytes more.
        ///
        /// - Throws: ``LockerError/Code/tooMany`` when that would be more than the account may have uncommitted.
        func add(_ count: Int64) throws(LockerError) {
            try budget.take(count, for: account)
            bytes.withLock { $0 += count }
        }
    }

    /// What all sessions together have taken in since their last commits, in bytes.
    var total: Int64 { taken.withLock { $0.values.reduce(0, +) } }

    func debt(of account: Account) -> Debt { Debt(self, account) }

    /// Lets another limit hold for what is taken from here on.
    func change(limit: Int64) {
        self.limit.store(limit, ordering: .relaxed)
    }

    private func take(_ count: Int64, for account: Account) throws(LockerError) {
        let fits = taken.withLock { taken in
            let before = taken[account.id, default: 0]
            guard before == 0 || before + count <= limit(of: account) else { return false }
            taken[account.id] = before + count
            return true
        }
        guard fits else {
            throw LockerError(
                .tooMany,
                "account \(account.name) may send \(limit(of: account)) bytes without committing them; commit before "
                    + "sending more")
        }
    }

    /// Room for all that the quota allows, for a second attempt at it, and for small quotas.
    private func limit(of account: Account) -> Int64 {
        let limit = limit.load(ordering: .relaxed)
        guard let quota = account.quota, quota < limit / 2 else { return limit }
        return min(limit, 2 * quota + (64 << 20))
    }

    private func giveBack(_ count: Int64, of account: Account) {
        taken.withLock { taken in
            let left = taken[account.id, default: count] - count
            taken[account.id] = left > 0 ? left : nil
        }
    }
}
