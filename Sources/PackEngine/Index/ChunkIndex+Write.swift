import Glibc
import LockerBase
import POSIXSupport

extension ChunkIndex {
    /// More entries than this are not kept in memory, when no run can be written: so many times those of a run.
    private static let patience = 4
    /// The journal is written anew when what was added to it has so many bytes.
    private static let journalLength = 4 << 20
    /// So many entries of which no row speaks are worth a rewriting, if they are as many as the others.
    private static let deadEntries = 65_536

    /// Carries out a change, durably, or nothing of it.
    ///
    /// - Parameter prepare: makes the change, while nobody else changes anything; nil for none. Is given its number.
    func change(_ prepare: (UInt64) throws(IndexFailure) -> IndexChange?) throws(LockerError) {
        do throws(IndexFailure) {
            try writer.withLock { (writer) throws(IndexFailure) in
                if writer.isClosed { throw .closed }
                guard let change = try prepare(writer.sequence + 1) else { return }
                try carryOut(change, &writer)
                if !change.removed.isEmpty { state.withLock { $0.gone.formUnion(change.removed.map(\.pack)) } }
                tidy(&writer)
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
        if writer.mustRewrite || isMany || waiting + change.entries.count > ChunkIndex.patience * runRecords {
            let isRun = isMany || waiting + change.entries.count >= runRecords
            return try rewrite(adding: change, asRun: isRun, &writer)
        }
        do throws(SystemError) {
            try writer.journal.append(change, sequence: writer.sequence + 1)
        } catch {
            writer.mustRewrite = writer.journal.isBroken
            // A journal that is written anew may take less room.
            guard !writer.mustRewrite, [ENOSPC, EDQUOT].contains(error.number) else { throw .system(error) }
            return try rewrite(adding: change, asRun: false, &writer)
        }
        writer.sequence += 1
        state.withLock { $0.content.apply(change) }
    }

    /// Writes a run when there is enough for one, the journal anew when it is long, and all runs when half of them is dead. What
    /// fails is tried again after the next change.
    private func tidy(_ writer: inout Writer) {
        do throws(IndexFailure) {
            let (content, live) = state.withLock { state in
                (state.content, state.content.rows.values.reduce(0) { $0 &+ $1.tallies.total.records })
            }
            if content.entries.count >= runRecords {
                try rewrite(adding: IndexChange(), asRun: true, &writer)
            } else if writer.journal.end - writer.journal.start > ChunkIndex.journalLength {
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
                try replace(old, by: content, &writer)
                writer.unavoidable = 0
            }
        } catch {
            throw told(error)
        }
    }
}
