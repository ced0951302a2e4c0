import LockerBase
import Metadata
import Synchronization

/// Bounds the uploads in pieces that are under way, since each holds a file open and takes room on the disk.
final class UploadBudget: Sendable {
    /// In the whole daemon.
    static let maximum = 32
    /// Of one account, so that nobody can take all places.
    static let maximumPerAccount = 8

    private let taken = Mutex<[Int64: Int]>([:])

    /// One upload's place, given back when the last reference to it goes.
    final class Place: Sendable {
        private let budget: UploadBudget
        private let account: Int64

        fileprivate init(_ budget: UploadBudget, _ account: Int64) {
            self.budget = budget
            self.account = account
        }

        deinit {
            budget.giveBack(account)
        }
    }

    /// - Throws: ``LockerError/Code/tooMany`` when the account's or all places are taken.
    func take(for account: Account) throws(LockerError) -> Place {
        let isFree = taken.withLock { taken in
            let all = taken.values.reduce(0, +)
            guard all < UploadBudget.maximum, taken[account.id, default: 0] < UploadBudget.maximumPerAccount else {
                return false
            }
            taken[account.id, default: 0] += 1
            return true
        }
        guard isFree else {
            throw LockerError(
                .tooMany,
                "too many uploads in pieces are under way (at most \(UploadBudget.maximumPerAccount) of one account); "
                    + "try again when one has ended")
        }
        return Place(self, account.id)
    }

    private func giveBack(_ account: Int64) {
        taken.withLock { taken in
            let left = taken[account, default: 1] - 1
            taken[account] = left > 0 ? left : nil
        }
    }
}
