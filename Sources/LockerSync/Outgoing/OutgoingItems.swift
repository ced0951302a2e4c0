import LockerAPI
import LockerBase

/// What of a plan goes to the library.
struct OutgoingItems {
    let files: SortedTable<TreeItem>
    /// Links and empty folders.
    let others: SortedTable<TreeItem>
    /// The paths of what goes from it.
    let withdrawals: HeldPaths

    init(_ decisions: SortedTable<MergeDecision>, to store: PageStore) throws(LockerError) {
        var (files, others) = (TableWriter<TreeItem>(to: store), TableWriter<TreeItem>(to: store))
        var withdrawals = TableWriter<HeldPath>(to: store)
        var reader = DecisionReader(decisions, of: [.withdraw, .send])
        while let decision = try reader.next() {
            if decision.step == .withdraw {
                withdrawals.append(HeldPath(decision.path, isFolder: decision.entry?.kind == .folder))
            } else if decision.step == .send, let item = decision.local {
                if item.stamp == nil { others.append(item) } else { files.append(item) }
            }
        }
        (self.files, self.others) = try (files.finish(), others.finish())
        self.withdrawals = HeldPaths(try withdrawals.finish())
    }

    var isEmpty: Bool { files.isEmpty && others.isEmpty && withdrawals.count == 0 }
}
