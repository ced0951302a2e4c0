import Metadata

/// What the packs tell of one account.
struct RecordedAccount {
    private struct State {
        let order: RecordOrder
        let account: Account
    }

    /// What its records say that it is, the latest first: one for each name and user that it had, in the words of the
    /// last record with these.
    private var recorded: [State] = []
    private(set) var isRemoved = false
    /// Of its last record.
    private(set) var order = RecordOrder(sequence: 0, created: .min)

    /// What the account is by its records, the latest first.
    var states: [Account] { recorded.map(\.account) }

    mutating func add(_ account: Account, isRemoved: Bool, _ order: RecordOrder) {
        if recorded.isEmpty || self.order < order { (self.order, self.isRemoved) = (order, isRemoved) }
        let same = recorded.firstIndex { $0.account.name == account.name && $0.account.userID == account.userID }
        if let same {
            guard recorded[same].order < order else { return }
            recorded.remove(at: same)
        }
        let place = recorded.firstIndex { $0.order < order } ?? recorded.endIndex
        recorded.insert(State(order: order, account: account), at: place)
    }
}
