/// The runs, and which of what they say is void: never changed, so that whoever looks something up needs no lock
/// for it.
final class IndexRuns: Sendable {
    /// The newest first.
    let runs: [IndexRun]
    /// Packs that were taken out, with the change that did: what runs say of them that are older is void.
    let removed: [UInt32: UInt64]

    init(runs: [IndexRun], removed: [UInt32: UInt64]) {
        self.runs = runs
        self.removed = removed
    }

    func isVoid(_ location: RecordLocation, in run: IndexRun) -> Bool {
        removed.isEmpty ? false : removed[location.pack].map { run.reference.sequence < $0 } ?? false
    }
}
