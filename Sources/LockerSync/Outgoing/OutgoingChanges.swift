import LockerAPI
import LockerBase
import LockerClient

/// Sends to the library what the folder has, each thing in the place of what was looked at there, and of nothing else.
struct OutgoingChanges {
    private let round: BothRound
    private let items: OutgoingItems
    /// One, or two that take turns: while one is committed, the next batch is sent in the other.
    private let sessions: [UploadSession]
    private let sender: BatchSender
    private let moved: MovedFiles
    private var withdrawals: OutgoingWithdrawals
    private var ahead: OutgoingCommit?

    /// - Throws: ``LockerError/Code/conflict`` where another device has come first; nothing of that commit is made then.
    static func run(_ round: BothRound, _ ledger: inout BothLedger) throws(LockerError) {
        let items = try OutgoingItems(round.plan.decisions, to: round.source.store)
        if items.isEmpty { return }
        let options = round.options.sync
        let batches = try SyncBatches.split(
            items.files, files: options.filesPerCommit(of: items.files.count), bytes: options.mostBytesPerCommit)
        var changes = try OutgoingChanges(round, items, sessions: SyncTransfer.overlaps(batches, options) ? 2 : 1)
        do throws(LockerError) {
            try changes.commitAll(batches, &ledger)
        } catch {
            // What was begun ends before the connection does; what was sent and not committed waits for nobody.
            try? changes.settle(&ledger)
            for session in changes.sessions { try? session.close() }
            throw error
        }
        for session in changes.sessions { try session.close() }
        if changes.sender.passing.hasLost { ledger.report.warnings.append(DescriptorPassing.warning) }
    }

    private init(_ round: BothRound, _ items: OutgoingItems, sessions count: Int) throws(LockerError) {
        (self.round, self.items) = (round, items)
        let options = round.options.sync
        var sessions: [UploadSession] = []
        for _ in 0..<count {
            sessions.append(
                try UploadSession(
                    connection: round.connection, library: options.library, device: round.origin.told.device))
        }
        self.sessions = sessions
        sender = BatchSender(
            connection: round.connection, root: round.source.root, options: options,
            remembered: options.rehash ? SortedTable() : round.base.items, observer: round.observer)
        moved = MovedFiles(round)
        withdrawals = OutgoingWithdrawals(items.withdrawals)
    }

    /// Sends files batch by batch, each with what is in its way; with the last one, or where that is too much for a commit
    /// after it, all that goes from the library, and what is no file.
    private mutating func commitAll(_ batches: [SyncBatch], _ ledger: inout BothLedger) throws(LockerError) {
        let limit = round.options.sync.pathsPerCommit
        let isOneCommit = items.others.count + items.withdrawals.count <= limit
        var (files, others) = (items.files.reader(), items.others.reader())
        ledger.record.beginPart()
        for (index, part) in batches.enumerated() {
            let session = sessions[index % sessions.count]
            let isLast = isOneCommit && index == batches.count - 1
            var batch = try send(files.next(upTo: part.files), in: session, &ledger)
            if isLast { batch.others = try others.next(upTo: limit) }
            try commit(batch, withdrawing: isLast ? limit : 0, in: session, &ledger)
            if sessions.count == 1 { try settle(&ledger) }
        }
        while withdrawals.areLeft {
            try settle(&ledger)
            try commit(OutgoingBatch(), withdrawing: limit, in: sessions[0], &ledger)
        }
        while case let part = try others.next(upTo: limit), !part.isEmpty {
            try settle(&ledger)
            try commit(OutgoingBatch(others: part), withdrawing: 0, in: sessions[0], &ledger)
        }
        try settle(&ledger)
        ledger.record.beginPart()
        try withdrawals.forEachTaken { ledger.record.note(StateUpdate($0, nil)) }
    }

    /// Stages files: those that were only renamed by the names of their contents. Where the daemon has no room for them
    /// beside the commit ahead, once that is made; where others have the room, once they have less of it. What was sent by
    /// then is committed before this gives up.
    private mutating func send(
        _ files: [TreeItem], in session: UploadSession, _ ledger: inout BothLedger
    ) throws(LockerError) -> OutgoingBatch {
        var (batch, busy) = (OutgoingBatch(), BusyDaemon(round.options.sync.busyPauses, round.observer))
        while true {
            do throws(LockerError) {
                try send(Array(batch.files.rest(of: files[...])), in: session, into: &batch)
                return batch
            } catch {
                guard error.code == .tooMany else { throw error }
                if ahead != nil {
                    try settle(&ledger)
                } else if !busy.waits(after: error, done: batch.files.count) {
                    try commit(batch, withdrawing: 0, in: session, &ledger)
                    try settle(&ledger)
                    throw busy.told(error)
                }
            }
        }
    }

    private func send(
        _ files: [TreeItem], in session: UploadSession, into batch: inout OutgoingBatch
    ) throws(LockerError) {
        let renamed = try moved.stage(files, in: session)
        batch.files.sent += renamed.map(\.file)
        batch.moved += renamed.count
        batch.movedFrom.formUnion(renamed.lazy.map(\.from))
        round.observer.advance(files: renamed.count, bytes: renamed.reduce(0) { $0 + $1.file.size })
        let paths = Set(renamed.map(\.file.item.path))
        let rest = paths.isEmpty ? files : files.filter { !paths.contains($0.path) }
        try sender.send(rest[...], in: session, into: &batch.files)
    }

    /// Begins to commit `batch`, and what goes with it, once the commit ahead is made.
    private mutating func commit(
        _ batch: OutgoingBatch, withdrawing limit: Int, in session: UploadSession, _ ledger: inout BothLedger
    ) throws(LockerError) {
        let (sent, others) = (batch.files.sent, batch.others)
        let withdrawn = try withdrawals.take(with: batch, upTo: limit)
        ledger.report.skipped += batch.files.skipped
        ledger.report.sentBytes += batch.files.sentBytes
        if sent.isEmpty && others.isEmpty && withdrawn.isEmpty { return }
        let news: Int
        do throws(LockerError) {
            news = try stage(batch, withdrawing: withdrawn, in: session)
        } catch let error where error.code == .tooMany && ahead != nil {
            try settle(&ledger)
            news = try stage(batch, withdrawing: withdrawn, in: session)
        }
        try settle(&ledger)
        // A library that is made by this comes from here, unless others may have theirs beside it.
        let isNew = round.base.newest.revision == 0 && round.options.sync.under == nil
        let pending = PendingCommit(
            session, from: isNew ? round.origin.source : nil, saying: round.description, observer: round.observer)
        ahead = OutgoingCommit(pending: pending, batch: batch, withdrawn: withdrawn, news: news)
    }

    /// Stages what is no file, and what goes, and has the commit count on what the library had. Returns at how many paths
    /// that was other than what was agreed on.
    private func stage(
        _ batch: OutgoingBatch, withdrawing withdrawn: [EntryPath], in session: UploadSession
    ) throws(LockerError) -> Int {
        try session.stage(batch.others.lazy.map { Locker_V1_Entry($0) }, removals: withdrawn)
        return try expect(batch.files.sent.map(\.item.path) + batch.others.map(\.path) + withdrawn, in: session)
    }

    /// Waits for the commit ahead, and takes note of what it has made.
    private mutating func settle(_ ledger: inout BothLedger) throws(LockerError) {
        guard let commit = ahead else { return }
        ahead = nil
        let made = try commit.wait()
        let (sent, others) = (commit.batch.files.sent, commit.batch.others)
        ledger.report.revision = made.revision
        ledger.record.advance(to: made)
        ledger.record.settle(commit.news)
        for file in sent {
            ledger.record.note(StateUpdate(file.item.remembered(isSettled: file.isSettled), blob: file.blob))
        }
        if !others.isEmpty { ledger.record.beginPart() }
        for item in others { ledger.record.note(StateUpdate(item, blob: nil)) }
        ledger.report.sent += sent.count - commit.batch.moved + others.count
        ledger.report.matched += sent.count { $0.isMatched }
        ledger.report.renamedThere += commit.batch.moved
        ledger.report.removedThere += commit.withdrawn.count { !commit.batch.movedFrom.contains($0) }
        ledger.saveIfDue()
    }

    /// Has the commit count on what the library had at `paths`. Returns at how many that was news.
    private func expect(_ paths: [EntryPath], in session: UploadSession) throws(LockerError) -> Int {
        var (expected, news) = ([Locker_V1_ExpectedEntry](), 0)
        for path in paths {
            guard let decision = try round.plan.decisions.row(at: path.bytes) else { continue }
            if decision.isNews { news += 1 }
            // What the library has below it goes with the same commit, and is counted on by itself.
            if decision.entry == nil, try items.withdrawals.hasAnything(below: path) { continue }
            expected.append(Locker_V1_ExpectedEntry(decision))
        }
        try session.expect(expected)
        return news
    }
}
