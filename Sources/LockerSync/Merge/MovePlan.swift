import LockerAPI
import LockerBase

/// Which files that appear at one path are those that are gone from another one.
struct MovePlan {
    /// Of each that is to be renamed in the folder, the number of the decision that brings it, and of the one that removes
    /// it; in path order of the former.
    private(set) var here: [(to: Int32, from: Int32)] = []
    /// How many in the library seem to be.
    private(set) var likelyThere = 0
    private let decisions: SortedTable<MergeDecision>
    /// What goes from the library.
    private var withdrawnStamps = MoveIndex()
    private var withdrawnBlobs = MoveIndex()
    private var withdrawnInodes = MoveIndex()
    private let items: SortedTable<RememberedItem>

    /// - Parameter items: what was agreed on.
    init(
        _ decisions: SortedTable<MergeDecision>, of items: SortedTable<RememberedItem>
    ) throws(LockerError) {
        (self.decisions, self.items) = (decisions, items)
        var removed = MoveIndex()
        var reader = DecisionReader(decisions, of: [.remove, .withdraw])
        while let decision = try reader.next() { try note(decision, reader.row, in: &removed) }
        var taken: Set<Int32> = []
        reader = DecisionReader(decisions, of: [.place, .send])
        while let decision = try reader.next() {
            if let from = try source(of: decision, removed), taken.insert(from).inserted {
                here.append((Int32(reader.row), from))
            }
            if isLikely(decision) { likelyThere += 1 }
        }
    }

    /// Whether what is to be sent may be something that goes from another path of the library.
    func isLikely(_ decision: MergeDecision) -> Bool {
        guard decision.step == .send, decision.entry == nil, let stamp = decision.local?.stamp else { return false }
        return [stamp.size, nil].contains { size in
            withdrawnStamps.row(of: MoveIndex.key(modified: stamp.modified, size: size)) != nil
        }
    }

    /// What is remembered of the file that is to be sent, at the path that it is gone from: its inode and all of its times
    /// are still the same, as when it has come with its folder. A rename of the file itself moves its change time.
    func known(_ decision: MergeDecision) throws(LockerError) -> RememberedItem? {
        guard let stamp = decision.local?.stamp, let row = withdrawnInodes.row(of: MoveIndex.key(stamp)) else {
            return nil
        }
        var reader = decisions.reader(from: row)
        guard let gone = try reader.next(again: true), let known = try items.row(at: gone.path.bytes) else {
            return nil
        }
        return known.item.stamp == stamp ? known : nil
    }

    /// What goes from the library and has this content.
    func withdrawn(_ blob: Digest) throws(LockerError) -> EntryPath? {
        guard let row = withdrawnBlobs.row(of: MoveIndex.key(blob)) else { return nil }
        var reader = decisions.reader(from: row)
        guard let decision = try reader.next(again: true), let entry = decision.entry else { return nil }
        return Digest(entry.blob) == blob ? decision.path : nil
    }

    private mutating func note(
        _ decision: MergeDecision, _ row: Int, in removed: inout MoveIndex
    ) throws(LockerError) {
        if decision.step == .remove, let blob = decision.blob { removed.add(MoveIndex.key(blob), row: row) }
        guard decision.step == .withdraw, let entry = decision.entry, entry.kind == .file,
            let blob = Digest(entry.blob)
        else { return }
        withdrawnBlobs.add(MoveIndex.key(blob), row: row)
        // The length of what is not settled is not known.
        let size = entry.size > 0 ? Int(clamping: entry.size) : nil
        withdrawnStamps.add(MoveIndex.key(modified: entry.modified, size: size), row: row)
        if let stamp = try items.row(at: decision.path.bytes)?.item.stamp {
            withdrawnInodes.add(MoveIndex.key(stamp), row: row)
        }
    }

    /// The number of the decision that removes what `decision` brings.
    private func source(of decision: MergeDecision, _ removed: MoveIndex) throws(LockerError) -> Int32? {
        guard decision.step == .place, decision.local == nil, let entry = decision.entry, entry.kind == .file,
            let blob = Digest(entry.blob), let row = removed.row(of: MoveIndex.key(blob))
        else { return nil }
        var reader = decisions.reader(from: row)
        return try reader.next(again: true)?.blob == blob ? Int32(row) : nil
    }
}
