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
        var (folders, index) = (FolderMoves(round), 0)
        let moves = round.plan.moves.here
        ledger.record.beginPart()
        while index < moves.count {
            let count = try moveFolder(at: index, &folders)
            for move in moves[index..<index + max(count, 1)] { try self.move(move, isThere: count > 0, &ledger) }
            index += max(count, 1)
        }
    }

    /// Renames a folder as a whole, where that is what the moves from that of number `index` on do. Returns with how many.
    private func moveFolder(at index: Int, _ folders: inout FolderMoves) throws(LockerError) -> Int {
        guard let move = try folders.move(at: index) else { return 0 }
        if try folder.renameFolder(move.old, to: move.new) { return move.files }
        folders.refuse(move)
        return 0
    }

    /// - Parameter isThere: whether the file went with its folder.
    private func move(
        _ move: (to: Int32, from: Int32), isThere: Bool, _ ledger: inout BothLedger
    ) throws(LockerError) {
        let decisions = round.plan.decisions
        var (new, old) = (decisions.reader(from: Int(move.to)), decisions.reader(from: Int(move.from)))
        guard let coming = try new.next(again: true), let going = try old.next(again: true),
            try self.move(going, to: coming, at: Int(move.to), isThere: isThere, &ledger)
        else { return }
        // That it is gone is told with all else that is.
        ledger.finish(Int(move.from), going, nil)
        ledger.report.renamedHere += 1
    }

    private func move(
        _ going: MergeDecision, to coming: MergeDecision, at row: Int, isThere: Bool, _ ledger: inout BothLedger
    ) throws(LockerError) -> Bool {
        let (moment, ignoring) = (timeOfDay(), round.options.sync.ignoring)
        guard let item = going.local, let stamp = item.stamp, let entry = coming.entry else { return false }
        if !isThere { guard try folder.rename(item, to: coming.path) else { return false } }
        round.observer.spared(files: 1, bytes: stamp.size)
        let moved = TreeItem(path: coming.path, modified: item.modified, content: item.content, mode: item.mode)
        let isSettled = going.isSettled && stamp.isPlainlySettled(at: moment, ignoring: ignoring)
        // The rename of a file moves its change time, that of its folder does not.
        let now = try metadata.adopt(entry, by: moved, isSettled: isSettled, besides: isThere ? [] : .changed)
        // What somebody has changed since is compared with what was there: it is sent from its new place.
        let known = now ?? moved.remembered(isSettled: isSettled)
        ledger.finish(row, coming, StateUpdate(known, blob: going.blob))
        return true
    }
}
