import LockerAPI
import LockerBase

/// Makes the library's empty folders, and gives what is in the folder already the library's times and permission bits.
struct IncomingFolders {
    private let round: BothRound
    private let folder: LocalFolder
    private let metadata: LocalMetadata
    private let target: RestoreTarget

    init(_ round: BothRound) {
        self.round = round
        folder = round.localFolder()
        metadata = LocalMetadata(of: folder)
        target = RestoreTarget(root: round.source.root, RestoreRun(isExact: true, made: round.made))
    }

    func run(_ ledger: inout BothLedger) throws(LockerError) {
        ledger.record.beginPart()
        var reader = DecisionReader(round.plan.decisions, of: [.place, .adopt])
        while let decision = try reader.next() {
            let row = reader.row
            if ledger.isDone[row] { continue }
            switch decision.step {
            case .place where decision.entry?.kind == .folder: try make(decision, at: row, &ledger)
            case .adopt: try adopt(decision, at: row, &ledger)
            default: break
            }
        }
    }

    private func make(_ decision: MergeDecision, at row: Int, _ ledger: inout BothLedger) throws(LockerError) {
        guard let entry = decision.entry else { return }
        let mode = entry.hasMode ? entry.mode & 0o777 : nil
        let outcome = try target.putFolder(at: decision.path, modified: entry.modified, mode: mode)
        if case .skipped(let reason) = outcome { return ledger.skip(row, decision.path, reason) }
        let item = try folder.place(of: decision.path).flatMap { $0.place.item(at: decision.path, $0.status) }
        guard try adopt(decision, by: item, at: row, &ledger) != nil else { return }
        if outcome == .written { ledger.report.received += 1 }
    }

    private func adopt(_ decision: MergeDecision, at row: Int, _ ledger: inout BothLedger) throws(LockerError) {
        guard let item = decision.local, let now = try adopt(decision, by: item, at: row, &ledger) else { return }
        if now.modified != item.modified || now.mode != item.mode {
            ledger.report.adjusted += 1
        } else if item.stamp != nil {
            ledger.report.unchanged += 1
        }
    }

    /// Returns what is there then; nil where it is skipped.
    private func adopt(
        _ decision: MergeDecision, by item: TreeItem?, at row: Int, _ ledger: inout BothLedger
    ) throws(LockerError) -> TreeItem? {
        guard let entry = decision.entry, let item,
            let now = try metadata.adopt(entry, by: item, isSettled: decision.isSettled)
        else {
            ledger.skip(row, decision.path, PlannedPlaces.reason)
            return nil
        }
        ledger.finish(row, decision, StateUpdate(now, blob: now.stamp == nil ? nil : decision.blob))
        return now
    }
}
