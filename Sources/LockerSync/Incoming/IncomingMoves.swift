import LockerBase

/// Renames in the folder what was renamed in the library: nothing is brought for it.
struct IncomingMoves {
    private let round: BothRound
    private let folder: LocalFolder
    private let metadata: LocalMetadata

    init(_ round: BothRound) {
        self.round = round
        folder = round.localFolder()
        // Of its own: one that went between the two places of each file would open both folders for each.
        metadata = LocalMetadata(of: round.localFolder())
    }

    /// What cannot be renamed is left to be removed here, and brought there.
    func run(_ ledger: inout BothLedger) throws(LockerError) {
        let decisions = round.plan.decisions
        ledger.record.beginPart()
        for move in round.plan.moves.here {
            var (new, old) = (decisions.reader(from: Int(move.to)), decisions.reader(from: Int(move.from)))
            guard let coming = try new.next(again: true), let going = try old.next(again: true),
                try self.move(going, to: coming, at: Int(move.to), &ledger)
            else { continue }
            // That it is gone is told with all else that is.
            ledger.finish(Int(move.from), going, nil)
            ledger.report.renamedHere += 1
        }
    }

    private func move(
        _ going: MergeDecision, to coming: MergeDecision, at row: Int, _ ledger: inout BothLedger
    ) throws(LockerError) -> Bool {
        let (moment, ignoring) = (timeOfDay(), round.options.sync.ignoring)
        guard let item = going.local, let stamp = item.stamp, let entry = coming.entry,
            try folder.rename(item, to: coming.path)
        else { return false }
        round.observer.spared(files: 1, bytes: stamp.size)
        let moved = TreeItem(path: coming.path, modified: item.modified, content: item.content, mode: item.mode)
        let isSettled = going.isSettled && stamp.isPlainlySettled(at: moment, ignoring: ignoring)
        if let now = try metadata.adopt(entry, by: moved, isSettled: isSettled, besides: .changed) {
            ledger.finish(row, coming, StateUpdate(now, blob: going.blob))
        } else {
            ledger.skip(row, coming.path, PlannedPlaces.reason)
        }
        return true
    }
}
