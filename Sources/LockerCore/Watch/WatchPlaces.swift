import LockerBase
import POSIXSupport

/// Bounds how much is waited for at a time: of one account no more than is left for the others.
final class WatchPlaces: Sendable {
    /// Libraries and accounts, each as often as it is waited for.
    static let maximum = 65_536

    private struct State {
        var taken = 0
        /// By the accounts' numbers.
        var accounts: [Int64: Int] = [:]

        mutating func take(_ counts: [Int64: Int]) -> Bool {
            let all = counts.values.reduce(0, +)
            guard taken + all <= WatchPlaces.maximum else { return false }
            let left = WatchPlaces.maximum - taken
            for (account, count) in counts {
                let own = accounts[account, default: 0]
                guard own == 0 || own + count <= left else { return false }
            }
            taken += all
            for (account, count) in counts { accounts[account, default: 0] += count }
            return true
        }

        mutating func giveBack(_ counts: [Int64: Int]) {
            for (account, count) in counts {
                taken -= count
                let left = accounts[account, default: count] - count
                accounts[account] = left > 0 ? left : nil
            }
        }
    }

    /// What was taken, given back when the last reference to it goes.
    final class Taken: Sendable {
        private let places: WatchPlaces
        private let counts: [Int64: Int]

        fileprivate init(_ places: WatchPlaces, _ counts: [Int64: Int]) {
            (self.places, self.counts) = (places, counts)
        }

        deinit {
            places.state.withLock { $0.giveBack(counts) }
        }
    }

    private let state = Monitor(State())

    /// - Parameter counts: how many things are waited for, by the number of their account.
    /// - Throws: ``LockerError/Code/tooMany``; nothing is taken then.
    func take(_ counts: [Int64: Int]) throws(LockerError) -> Taken {
        guard state.withLock({ $0.take(counts) }) else {
            throw LockerError(
                .tooMany, "more is waited for than may be, of one account or of all; try again when there is less of it"
            )
        }
        return Taken(self, counts)
    }
}
