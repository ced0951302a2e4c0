import Glibc
import LockerBase
import POSIXSupport

extension ChunkIndex {
    /// More entries than this are not kept in memory, when no run can be written: so many times those of a run.
    private static let patience = 4
    /// The most entries that are kept in memory alone on a disk without room, as a multiple of the same: some 30 MB.
    private static let patienceWithoutRoom = 16
    /// The journal is written anew when what was added to it has so many bytes.
    private static let journalLength = 4 << 20
    /// So many entries of which no row speaks are worth a rewriting, if they are as many as the others.
    private static let deadEntries = 65_536

    /// Carries out a change, durably, or nothing of it.
    ///
    /// - Parameters:
    ///   - mayBeLost: whether the next start finds it again by itself: where the disk has no room, it is in memory
    ///     alone until another change is written.
    ///   - prepare: makes the change, while nobody else changes anything; nil for none. Is given its number.
    /// - Returns: why it is in memory alone, where it is.
    @discardableResult
    func change(
        mayBeLost: Bool = false, _ prepare: (UInt64) throws(IndexFailure) -> IndexChange?
    ) throws(LockerError) -> LockerError? {
        do throws(IndexFailure) {
            return try writer.withLock { (writer) throws(IndexFailure) in
                if writer.isClosed { throw .closed }
                guard let change = try prepare(writer.sequence + 1) else { return nil }
                do throws(IndexFailure) {
                    try carryOut(change, &writer)
                } catch {
                    guard mayBeLost, error.isNoRoom, fits(change, ChunkIndex.patienceWithoutRoom) else { throw error }
                    writer.mustRewrite = true
                    writer.sequence += 1
                    state.withLock { $0.content.apply(change) }
                    return told(error)
                }
                if !change.removed.isEmpty { state.withLock { $0.gone.formUnion(change.removed.map(\.pack)) } }
                tidy(&writer)
                return nil
            }
        } catch {
            throw told(error)
        }
    }

    /// Whether so many times the entries of a run hold `change` and what is in memory.
    private func fits(_ change: IndexChange, _ patience: Int) -> Bool {
        let waiting = state.withLock { $0.content.entries.count }
        return waiting + change.entries.count <= patience * runRecords
    }

    /// Writes what is in memory alone, if anything is.
    func writeWhatWaits() throws(LockerError) {
        do throws(IndexFailure) {
            try writer.withLock { (writer) throws(IndexFailure) in
                guard writer.mustRewrite, !writer.isClosed else { return }
                try carryOut(IndexChange(), &writer)
            }
        } catch {
            throw told(error)
        }
    }

    private func carryOut(_ change: IndexChange, _ writer: inout Writer) throws(IndexFailure) {
        writer.isMarked = false
        insertions.add(change.entries.count, ordering: .relaxed)
        let waiting = state.withLock { $0.content.entries.count }
        let isMany = change.entries.count >= runRecords
        guard !writer.mustRewrite, !isMany, fits(change, ChunkIndex.patience), writer.journal != nil else {
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
        state.withLock { $0.content.apply(change) }
    }

    /// Writes a run when there is enough for one, the journal anew when it is long, and all runs when half of them is
    /// dead. What fails is tried again after the next change.
    private func tidy(_ writer: inout Writer) {
        do throws(IndexFailure) {
            let (content, live) = state.withLock { state in
                (state.content, state.content.rows.values.reduce(0) { $0 &+ $1.tallies.total.records })
            }
            if content.entries.count >= runRecords {
                try rewrite(adding: IndexChange(), asRun: true, &writer)
            } else if let journal = writer.journal, journal.end - journal.start > ChunkIndex.journalLength {
                try rewrite(adding: IndexChange(), asRun: false, &writer)
            }
            let dead = content.runEntries - live
            if dead > max(ChunkIndex.deadEntries, live) + writer.unavoidable {
                try rewriteRuns(&writer)
                writer.unavoidable = max(0, state.withLock { $0.content.runEntries } - live)
            }
        } catch {
            if case .damage(let damage) = error { found(damage) }
        }
    }

    /// Lets a new journal say what `next` is, and then everybody see it.
    func replace(_ content: IndexContent, by next: IndexContent, _ writer: inout Writer) throws(IndexFailure) {
        // Until it has succeeded, the next start may find the one or the other.
        writer.mustRewrite = true
        let (number, nextRun) = (writer.sequence + 1, writer.nextRun)
        writer.journal = try translatingToIndexFailure { () throws(SystemError) in
            try folder.synchronize()
            return try IndexJournal.create(next, storeID: storeID, sequence: number, nextRun: nextRun, in: folder)
        }
        writer.sequence = number
        writer.mustRewrite = false
        state.withLock { $0.content = next }
        let kept = Set(next.snapshot.runs.map(\.reference.number))
        for run in content.snapshot.runs where !kept.contains(run.reference.number) { try? folder.remove(run.name) }
    }

    /// Gives up the files of an index that says nothing of worth first; where even that makes no room, what is known is
    /// in memory alone.
    private func replaceWithoutRoom(
        _ content: IndexContent, by next: IndexContent, _ writer: inout Writer
    ) throws(IndexFailure) {
        writer.journal = nil
        writer.mustRewrite = true
        try? ChunkIndex.removeFiles(folder)
        do throws(IndexFailure) {
            try replace(content, by: next, &writer)
        } catch {
            guard error.isNoRoom else { throw error }
            state.withLock { $0.content = next }
        }
    }

    /// Empties the index, but for what `keeping` says while nobody else changes anything: nobody misses that.
    func wipe(keeping: () -> [Batch] = { [] }) throws(LockerError) {
        do throws(IndexFailure) {
            try writer.withLock { (writer) throws(IndexFailure) in
                if writer.isClosed { throw .closed }
                let batches = keeping()
                var content = IndexContent()
                content.apply(change(putting: items(of: batches), rows: batches.map(\.row)))
                let old = state.withLock { $0.content }
                // Before it is empty: who misses something in it sees that it was emptied.
                epoch.add(1, ordering: .sequentiallyConsistent)
                do throws(IndexFailure) {
                    try replace(old, by: content, &writer)
                } catch {
                    guard error.isNoRoom else { throw error }
                    try replaceWithoutRoom(old, by: content, &writer)
                }
                writer.unavoidable = 0
            }
        } catch {
            throw told(error)
        }
    }
}
