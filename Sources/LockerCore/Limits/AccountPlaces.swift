import LockerBase
import Metadata
import POSIXSupport

/// Bounds how much of a kind is under way at a time, of one account and of all.
public final class AccountPlaces: Sendable {
    /// The most of one account, so that nobody can take all.
    public let maximumPerAccount: Int
    /// The most in the whole daemon.
    public let maximum: Int
    /// What the caller hears who finds none free.
    private let refusal: String
    private let taken = RankedMutex<[Int64: Int]>([:], .accountPlaces)

    /// - Parameter refusal: The message of the error when there is no place: what is at its bound, and when to try
    ///   again.
    public init(perAccount: Int, inAll: Int, refusal: String) {
        maximumPerAccount = perAccount
        maximum = inAll
        self.refusal = refusal
    }

    /// The most uploads in pieces of one account.
    static let uploadsPerAccount = 8

    /// Uploads in pieces: each holds a file open and takes room on the disk.
    static func uploads() -> AccountPlaces {
        AccountPlaces(
            perAccount: uploadsPerAccount, inAll: 32,
            refusal: "too many uploads in pieces are under way (at most \(uploadsPerAccount) of one account); "
                + "try again when one has ended")
    }

    /// Pages that are put together in more than one step: each holds a thread of the daemon for as long as there is
    /// history to look at. Clients that take partial pages need none.
    public static func longPages() -> AccountPlaces {
        AccountPlaces(
            perAccount: 2, inAll: 4,
            refusal: "too many long listings are under way; try again when they are done, or ask for partial pages")
    }

    /// Contents that are open: each is kept from being compacted away, and has a compaction read its recipe.
    static func openBlobs() -> AccountPlaces {
        AccountPlaces(
            perAccount: OpenBlobLimits.perAccount, inAll: OpenBlobLimits.inAll,
            refusal: "too many contents are open (at most \(OpenBlobLimits.perAccount) of one account); "
                + "close those that are not read any more, or try again in a minute")
    }

    /// A place, given back when the last reference to it goes.
    public final class Place: Sendable {
        private let places: AccountPlaces
        private let account: Int64

        fileprivate init(_ places: AccountPlaces, _ account: Int64) {
            self.places = places
            self.account = account
        }

        deinit {
            places.giveBack(account)
        }
    }

    /// - Throws: ``LockerError/Code/tooMany`` when the account's or all places are taken.
    public func take(for account: Account) throws(LockerError) -> Place {
        let isFree = taken.withLock { taken in
            guard taken[account.id, default: 0] < maximumPerAccount, taken.values.reduce(0, +) < maximum else {
                return false
            }
            taken[account.id, default: 0] += 1
            return true
        }
        guard isFree else { throw LockerError(.tooMany, refusal) }
        return Place(self, account.id)
    }

    private func giveBack(_ account: Int64) {
        taken.withLock { taken in
            let left = taken[account, default: 1] - 1
            taken[account] = left > 0 ? left : nil
        }
    }
}
