import LockerBase
import POSIXSupport

extension IndexWriter {
    /// More entries than this are not kept in memory, when no run can be written: so many times those of a run.
    private static let patience = 4

    /// Whether so many times the entries of a run hold `change` and what is in memory.
    func fits(_ change: IndexChange, _ patience: Int) -> Bool {
        let waiting = lookup.state.withLock { $0.content.entries.count }
        return waiting + change.entries.count <= patience * runRecords
    }

    /// Adds a change to the journal, or writes that anew with it, and lets everybody see it.
    func carryOut(_ change: IndexChange, _ writer: inout State) throws(IndexFailure) {
        writer.isMarked = false
        insertions.add(change.entries.count, ordering: .relaxed)
        let waiting = lookup.state.withLock { $0.content.entries.count }
        let isMany = change.entries.count >= runRecords
        guard !writer.mustRewrite, !isMany, fits(change, IndexWriter.patience), writer.journal != nil else {
            let isRun = isMany || waiting + change.entries.count >= runRecords
            return try rewrite(adding: change, asRun: isRun, &writer)
        }
        do throws(SystemError) {
            try writer.journal?.append(change, sequence: writer.sequence + 1)
        } catch {
            writer.mustRewrite = writer.journal?.isBroken ?? true
            // A journal that is written anew may take less room.
            guard !writer.mustRewrite, error.isNoRoom else { throw .system(error) }
            return try rewrite(adding: change, asRun: false, &writer)
        }
        writer.sequence += 1
        lookup.state.withLock { $0.content.apply(change) }
    }

    /// Lets a new journal say what `next` is, and then everybody see it.
    func replace(_ content: IndexContent, by next: IndexContent, _ writer: inout State) throws(IndexFailure) {
        // Until it has succeeded, the next start may find the one or the other.
        writer.mustRewrite = true
        let (number, nextRun) = (writer.sequence + 1, writer.nextRun)
        writer.journal = try translatingToIndexFailure { () throws(SystemError) in
            try folder.synchronize()
            return try IndexJournal.create(next, storeID: storeID, sequence: number, nextRun: nextRun, in: folder)
        }
        writer.sequence = number
        writer.mustRewrite = false
        lookup.state.withLock { $0.content = next }
        let kept = Set(next.snapshot.runs.map(\.reference.number))
        for run in content.snapshot.runs where !kept.contains(run.reference.number) { try? folder.remove(run.name) }
    }

    /// Gives up the files of an index that says nothing of worth first; where even that makes no room, what is known is
    /// in memory alone.
    func replaceWithoutRoom(
        _ content: IndexContent, by next: IndexContent, _ writer: inout State
    ) throws(IndexFailure) {
        writer.journal = nil
        writer.mustRewrite = true
        try? folder.removeIndex()
        do throws(IndexFailure) {
            try replace(content, by: next, &writer)
        } catch {
            guard error.isNoRoom else { throw error }
            lookup.state.withLock { $0.content = next }
        }
    }
}
