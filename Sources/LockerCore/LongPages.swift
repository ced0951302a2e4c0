import LockerBase
import Metadata
import Synchronization

/// Bounds how many pages are put together at a time that take more than one step: each holds a thread of the daemon for as
/// long as there is history to look at. Clients that take partial pages need none.
public final class LongPages: Sendable {
    /// The most of one account, and of all.
    public static let maximumPerAccount = 2
    public static let maximum = 4

    private let places = Mutex<[Int64: Int]>([:])

    public init() {}

    /// A page that is put together, until the last reference to it goes.
    public final class Place: Sendable {
        private let pages: LongPages
        private let account: Int64

        fileprivate init(_ pages: LongPages, _ account: Int64) {
            self.pages = pages
            self.account = account
        }

        deinit {
            pages.leave(account)
        }
    }

    /// - Throws: ``LockerError/Code/tooMany`` when as many are under way as may be.
    public func enter(_ account: Account) throws(LockerError) -> Place {
        let isLetIn = places.withLock { places in
            guard places[account.id, default: 0] < LongPages.maximumPerAccount,
                places.values.reduce(0, +) < LongPages.maximum
            else { return false }
            places[account.id, default: 0] += 1
            return true
        }
        guard isLetIn else {
            throw LockerError(
                .tooMany,
                "too many long listings are under way; try again when they are done, or ask for partial pages")
        }
        return Place(self, account.id)
    }

    private func leave(_ account: Int64) {
        places.withLock { places in
            let left = places[account, default: 1] - 1
            places[account] = left > 0 ? left : nil
        }
    }
}
