import LockerBase
import POSIXSupport

extension IndexWriter {
    /// Runs of more entries than this are not merged: it bounds the memory for the filter of a new one, and the time
    /// that whoever changes the index waits for it.
    private static let maximumRunEntries = 4 << 20
    /// The journal is written anew when what was added to it has so many bytes.
    private static let journalLength = 4 << 20
    /// So many entries of which no row speaks are worth a rewriting, if they are as many as the others.
    private static let deadEntries = 65_536

    /// Writes a run when there is enough for one, the journal anew when it is long, and all runs when half of them is
    /// dead. What fails is tried again after the next change.
    func tidy(_ writer: inout State) {
        do throws(IndexFailure) {
            let (content, live) = lookup.state.withLock { state in
                (state.content, state.content.rows.values.reduce(0) { $0 &+ $1.tallies.total.records })
            }
            if content.entries.count >= runRecords {
                try rewrite(adding: IndexChange(), asRun: true, &writer)
            } else if let journal = writer.journal, journal.end - journal.start > IndexWriter.journalLength {
                try rewrite(adding: IndexChange(), asRun: false, &writer)
            }
            let dead = content.runEntries - live
            if dead > max(IndexWriter.deadEntries, live) + writer.unavoidable {
                try rewriteRuns(&writer)
                writer.unavoidable = max(0, lookup.state.withLock { $0.content.runEntries } - live)
            }
        } catch {
            if case .damage(let damage) = error { lookup.found(damage) }
        }
    }

    /// Writes the journal anew, with `change`, and what is in memory as a run if it is to be one: merged with those of
    /// the newest runs that are not much larger.
    func rewrite(adding change: IndexChange, asRun: Bool, _ writer: inout State) throws(IndexFailure) {
        var content = lookup.state.withLock { $0.content }
        content.apply(change)
        guard asRun, !content.entries.isEmpty else { return try replace(content, by: content, &writer) }
        let runs = content.snapshot.runs
        var (count, entries) = (0, content.entries.count)
        while count < runs.count, runs[count].reference.entries < 2 * entries,
            runs[count].reference.entries + entries <= IndexWriter.maximumRunEntries
        {
            entries += runs[count].reference.entries
            count += 1
        }
        do throws(IndexFailure) {
            try merge(0..<count, of: content, withEntries: true, &writer)
        } catch {
            if count == 0 { throw error }
            // What is new is written all the same.
            if case .damage(let damage) = error { lookup.found(damage) }
            try merge(0..<0, of: content, withEntries: true, &writer)
        }
    }

    /// Merges all runs, as many together as may be, without what is dead.
    func rewriteRuns(_ writer: inout State) throws(IndexFailure) {
        var end = lookup.state.withLock { $0.content.snapshot.runs.count }
        while end > 0 {
            let content = lookup.state.withLock { $0.content }
            let runs = content.snapshot.runs
            var (start, entries) = (end - 1, runs[end - 1].reference.entries)
            while start > 0, runs[start - 1].reference.entries + entries <= IndexWriter.maximumRunEntries {
                start -= 1
                entries += runs[start].reference.entries
            }
            try merge(start..<end, of: content, withEntries: false, &writer)
            end = start
        }
    }

    /// Writes one run in the place of those at `range`, and of the entries in memory if they are to be in it.
    private func merge(
        _ range: Range<Int>, of content: IndexContent, withEntries: Bool, _ writer: inout State
    ) throws(IndexFailure) {
        let runs = content.snapshot.runs
        var cursors: [IndexCursor] = []
        if withEntries { cursors.append(IndexCursor(content.sortedEntries(), after: nil)) }
        for run in runs[range] { cursors.append(try IndexCursor(run, after: nil)) }
        let capacity = runs[range].reduce(withEntries ? content.entries.count : 0) { $0 + $1.reference.entries }
        // A run that is merged with older ones only stands for the changes up to its own.
        let sequence = withEntries ? writer.sequence + 1 : runs[range.lowerBound].reference.sequence
        let number = writer.nextRun
        writer.nextRun += 1
        var merge = IndexMerge(cursors, removed: content.snapshot.removed)
        let isOldest = range.upperBound == runs.count
        let run: IndexRun?
        do throws(IndexFailure) {
            let output = try translatingToIndexFailure { () throws(SystemError) in
                try IndexRunWriter(folder, number: number, sequence: sequence, capacity: capacity)
            }
            while let entry = try merge.next() {
                if isOldest, entry.location == nil { continue }
                try translatingToIndexFailure { () throws(SystemError) in try output.append(entry) }
            }
            run = try translatingToIndexFailure { () throws(SystemError) in try output.finish() }
        } catch {
            try? folder.remove(IndexFormat.runName(number))
            throw error
        }
        var next = content
        let replaced = runs[..<range.lowerBound] + (run.map { [$0] } ?? []) + runs[range.upperBound...]
        if withEntries {
            next.flushed(into: Array(replaced))
        } else {
            next.replaceRuns(Array(replaced), content.snapshot.removed)
        }
        try replace(content, by: next, &writer)
    }
}
