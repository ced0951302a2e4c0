import Synchronization

/// What there may be at a time of something that takes much, such as relays, shared out among accounts.
package final class SharedPlaces: Sendable {
    /// One of them, given back when nobody refers to it any more.
    package final class Place: Sendable {
        private let places: SharedPlaces
        private let account: String

        fileprivate init(_ places: SharedPlaces, _ account: String) {
            (self.places, self.account) = (places, account)
        }

        deinit {
            places.giveBack(account)
        }
    }

    /// Whose places are all taken.
    package enum Full: Error {
        case ofAccount
        case ofAll
    }

    private let perAccount: Int
    private let inAll: Int
    private let taken = Mutex<[String: Int]>([:])

    package init(perAccount: Int, inAll: Int) {
        (self.perAccount, self.inAll) = (perAccount, inAll)
    }

    package func take(for account: String) throws(Full) -> Place {
        let full = taken.withLock { taken -> Full? in
            let own = taken[account] ?? 0
            if own >= perAccount { return .ofAccount }
            if taken.values.reduce(0, +) >= inAll { return .ofAll }
            taken[account] = own + 1
            return nil
        }
        if let full { throw full }
        return Place(self, account)
    }

    /// How many are taken, of all accounts.
    package var count: Int { taken.withLock { $0.values.reduce(0, +) } }

    private func giveBack(_ account: String) {
        taken.withLock { taken in
            let own = (taken[account] ?? 1) - 1
            taken[account] = own > 0 ? own : nil
        }
    }
}
