import LockerAPI
import LockerBase

/// Removes from the folder what the library does not have any more, and what is in the way of what it has.
struct IncomingRemovals {
    private let round: BothRound
    private let folder: LocalFolder
    /// The folder of what was removed last.
    private var last: EntryPath?

    init(_ round: BothRound) {
        self.round = round
        folder = round.localFolder()
    }

    mutating func run(_ ledger: inout BothLedger) throws(LockerError) {
        ledger.record.beginPart()
        var reader = DecisionReader(round.plan.decisions, of: [.remove, .place])
        while let decision = try reader.next() {
            let row = reader.row
            switch decision.step {
            case .remove: try remove(decision, at: row, &ledger)
            case .place where decision.isOfOtherKind:
                if let item = decision.local, let reason = try clear(item) { ledger.skip(row, decision.path, reason) }
            default: break
            }
        }
        try tidy(nil)
    }

    /// Removes what is in the way. Returns why it stays; nil where it is gone.
    private func clear(_ item: TreeItem) throws(LockerError) -> String? {
        if let reason = try folder.remove(item) { return reason }
        guard item.isFolder, try folder.place(of: item) != nil else { return nil }
        return "a folder is in its way that holds what is left out, or came just now; remove or rename that"
    }

    private mutating func remove(
        _ decision: MergeDecision, at row: Int, _ ledger: inout BothLedger
    ) throws(LockerError) {
        guard let item = decision.local else { return }
        let gone = StateUpdate(decision.path, nil)
        if ledger.isDone[row] {
            // It was renamed.
            ledger.record.note(gone)
        } else if item.isFolder, try round.base.changes.contains(startingWith: decision.path.asFolder) {
            // Something comes into it.
            return ledger.finish(row, decision, gone)
        } else if let reason = try folder.remove(item) {
            return ledger.skip(row, decision.path, reason)
        } else {
            ledger.finish(row, decision, gone)
            ledger.report.removedHere += 1
        }
        try tidy(decision.path.folders.last)
    }

    /// Removes folders in which nothing is left, once what is removed lies in another one.
    private mutating func tidy(_ next: EntryPath?) throws(LockerError) {
        defer { last = next }
        guard let last, last != next else { return }
        let changes = round.base.changes
        try folder.removeEmpty(last) { (path) throws(LockerError) in
            try changes.row(at: path.bytes)?.entry?.kind == .folder
        }
    }
}
