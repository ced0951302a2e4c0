import LockerBase
import Synchronization

/// Bounds the uploads that are under way in the whole daemon, since each holds buffers of 1.3 MiB.
final class UploadBudget: Sendable {
    /// 32 uploads hold 42 MiB.
    static let maximum = 32

    private let taken = Mutex(0)

    /// One upload's place, given back when the last reference to it goes.
    final class Place: Sendable {
        private let budget: UploadBudget

        fileprivate init(_ budget: UploadBudget) {
            self.budget = budget
        }

        deinit {
            budget.taken.withLock { $0 -= 1 }
        }
    }

    /// - Throws: ``LockerError/Code/tooMany`` when all places are taken.
    func take() throws(LockerError) -> Place {
        let free = taken.withLock { taken in
            guard taken < UploadBudget.maximum else { return false }
            taken += 1
            return true
        }
        guard free else {
            throw LockerError(
                .tooMany, "\(UploadBudget.maximum) uploads in pieces are under way; try again when one has ended")
        }
        return Place(self)
    }
}
