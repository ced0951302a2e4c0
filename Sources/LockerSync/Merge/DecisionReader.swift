import LockerBase

/// Reads decisions in path order, and passes over those that are not asked for without reading more of them than what is
/// to be done.
struct DecisionReader {
    private var reader: TableReader<MergeDecision>
    private let isWanted: (MergeStep, MergeNote) -> Bool

    /// Of those for which `isWanted` holds.
    init(_ decisions: SortedTable<MergeDecision>, where isWanted: @escaping (MergeStep, MergeNote) -> Bool) {
        (reader, self.isWanted) = (decisions.reader(), isWanted)
    }

    /// Of those with these steps.
    init(_ decisions: SortedTable<MergeDecision>, of steps: Set<MergeStep>) {
        self.init(decisions) { step, _ in steps.contains(step) }
    }

    /// The number of the decision that came last.
    var row: Int { reader.passed - 1 }

    mutating func next() throws(LockerError) -> MergeDecision? {
        let isWanted = isWanted
        return try reader.next { rest in
            // One that cannot be read is an error, and not passed over.
            guard let (step, note) = MergeDecision.gist(of: rest) else { return true }
            return isWanted(step, note)
        }
    }
}
