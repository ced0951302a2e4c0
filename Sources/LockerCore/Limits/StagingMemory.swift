import LockerBase
import Metadata
import POSIXSupport
import Synchronization

/// Bounds the memory of what sessions have staged and not committed, of all accounts together: no account gets more
/// than is left for the others.
final class StagingMemory: Sendable {
    /// Of an entry besides its path, target and attributes: its place in the tables of a session, and what it depends on.
    static let perEntry = 256
    /// Of content that was uploaded.
    static let perContent = 384
    /// Of a chunk that was sent.
    static let perChunk = 128

    private struct Taken {
        var limit: Int
        var all = 0
        var accounts: [Int64: Int] = [:]
    }

    private let taken: RankedMutex<Taken>

    /// - Parameter limit: Bytes.
    init(limit: Int) {
        taken = RankedMutex(Taken(limit: limit), .stagingMemory)
    }

    /// What one session takes until its next commit has ended; given back when the last reference to it goes.
    final class Loan: Sendable {
        private let memory: StagingMemory
        private let account: Int64
        private let bytes = Mutex(0)

        fileprivate init(_ memory: StagingMemory, _ account: Int64) {
            self.memory = memory
            self.account = account
        }

        deinit {
            memory.giveBack(bytes.withLock { $0 }, of: account)
        }

        /// Counts what `entries`, `removals` and `more` bytes besides take.
        ///
        /// - Throws: ``LockerError/Code/tooMany`` when that is more than the account may have.
        func add(_ entries: [Entry] = [], removals: [EntryPath] = [], more: Int = 0) throws(LockerError) {
            let named = entries.reduce(0) { $0 + $1.nameBytes + StagingMemory.perEntry }
            let count = removals.reduce(named + more) { $0 + $1.bytes.count + StagingMemory.perEntry }
            try memory.take(count, for: account)
            bytes.withLock { $0 += count }
        }
    }

    func loan(to account: Account) -> Loan { Loan(self, account.id) }

    /// Lets another limit hold for what is taken from here on.
    func change(limit: Int) {
        taken.withLock { $0.limit = limit }
    }

    private func take(_ count: Int, for account: Int64) throws(LockerError) {
        let fits = taken.withLock { taken in
            let own = taken.accounts[account, default: 0]
            guard own + count <= taken.limit - taken.all else { return false }
            taken.all += count
            taken.accounts[account] = own + count
            return true
        }
        guard fits else {
            throw LockerError(
                .tooMany, "the daemon has no memory for more that is not committed; commit, or try again later")
        }
    }

    private func giveBack(_ count: Int, of account: Int64) {
        taken.withLock { taken in
            taken.all -= count
            let left = taken.accounts[account, default: count] - count
            taken.accounts[account] = left > 0 ? left : nil
        }
    }
}
