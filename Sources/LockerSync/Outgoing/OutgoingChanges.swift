import LockerAPI
import LockerBase
import LockerClient

/// Sends to the library what the folder has, each thing in the place of what was looked at there, and of nothing else.
struct OutgoingChanges {
    private let round: BothRound
    private let items: OutgoingItems
    private let session: UploadSession
    private let sender: BatchSender
    private let moved: MovedFiles
    private var withdrawals: OutgoingWithdrawals

    /// - Throws: ``LockerError/Code/conflict`` where another device has come first; nothing of that commit is made then.
    static func run(_ round: BothRound, _ ledger: inout BothLedger) throws(LockerError) {
        let items = try OutgoingItems(round.plan.decisions, to: round.source.store)
        if items.isEmpty { return }
        var changes = try OutgoingChanges(round, items)
        do throws(LockerError) {
            try changes.commitAll(&ledger)
        } catch {
            // What was sent in it and not committed waits for nobody.
            try? changes.session.close()
            throw error
        }
        try changes.session.close()
        if changes.sender.passing.isBroken { ledger.report.warnings.append(DescriptorPassing.warning) }
    }

    private init(_ round: BothRound, _ items: OutgoingItems) throws(LockerError) {
        (self.round, self.items) = (round, items)
        let options = round.options.sync
        session = try UploadSession(
            connection: round.connection, library: options.library, device: round.origin.told.device)
        sender = BatchSender(
            connection: round.connection, root: round.source.root, options: options,
            remembered: options.rehash ? SortedTable() : round.base.items, observer: round.observer)
        moved = MovedFiles(round)
        withdrawals = OutgoingWithdrawals(items.withdrawals)
    }

    /// Sends files batch by batch, each with what is in its way; with the last one, or where that is too much for a commit
    /// after it, all that goes from the library, and what is no file.
    private mutating func commitAll(_ ledger: inout BothLedger) throws(LockerError) {
        let options = round.options.sync
        let batches = try SyncBatches.split(
            items.files, files: options.filesPerCommit, bytes: options.mostBytesPerCommit)
        let isOneCommit = items.others.count + items.withdrawals.count <= options.pathsPerCommit
        var (files, others) = (items.files.reader(), items.others.reader())
        ledger.record.beginPart()
        for (index, part) in batches.enumerated() {
            let isLast = isOneCommit && index == batches.count - 1
            var batch = try send(files.next(upTo: part.files))
            if isLast { batch.others = try others.next(upTo: options.pathsPerCommit) }
            try commit(batch, withdrawing: isLast ? options.pathsPerCommit : 0, &ledger)
        }
        while withdrawals.areLeft {
            try commit(OutgoingBatch(), withdrawing: options.pathsPerCommit, &ledger)
        }
        while case let part = try others.next(upTo: options.pathsPerCommit), !part.isEmpty {
            try commit(OutgoingBatch(others: part), withdrawing: 0, &ledger)
        }
        ledger.record.beginPart()
        try withdrawals.forEachTaken { ledger.record.note(StateUpdate($0, nil)) }
    }

    /// Stages files: those that were only renamed by the names of their contents.
    private func send(_ files: [TreeItem]) throws(LockerError) -> OutgoingBatch {
        var batch = OutgoingBatch()
        let renamed = try moved.stage(files, in: session)
        batch.files.sent = renamed.map(\.file)
        (batch.moved, batch.movedFrom) = (renamed.count, Set(renamed.map(\.from)))
        round.observer.advance(files: renamed.count, bytes: renamed.reduce(0) { $0 + $1.file.size })
        let paths = Set(renamed.map(\.file.item.path))
        let rest = paths.isEmpty ? files : files.filter { !paths.contains($0.path) }
        try sender.send(rest[...], in: session, into: &batch.files)
        return batch
    }

    private mutating func commit(
        _ batch: OutgoingBatch, withdrawing limit: Int, _ ledger: inout BothLedger
    ) throws(LockerError) {
        let (sent, others) = (batch.files.sent, batch.others)
        let withdrawn = try withdrawals.take(with: batch, upTo: limit)
        ledger.report.skipped += batch.files.skipped
        ledger.report.sentBytes += batch.files.sentBytes
        if sent.isEmpty && others.isEmpty && withdrawn.isEmpty { return }
        try session.stage(others.lazy.map { Locker_V1_Entry($0) }, removals: withdrawn)
        let news = try expect(sent.map(\.item.path)) + expect(others.map(\.path)) + expect(withdrawn)
        let made = try commit()
        ledger.report.revision = made.revision
        ledger.record.advance(to: made)
        ledger.record.settle(news)
        for file in sent {
            ledger.record.note(StateUpdate(file.item.remembered(isSettled: file.isSettled), blob: file.blob))
        }
        if !others.isEmpty { ledger.record.beginPart() }
        for item in others { ledger.record.note(StateUpdate(item, blob: nil)) }
        ledger.report.sent += sent.count - batch.moved + others.count
        ledger.report.matched += sent.count { $0.isMatched }
        ledger.report.renamedThere += batch.moved
        ledger.report.removedThere += withdrawn.count { !batch.movedFrom.contains($0) }
        ledger.saveIfDue()
    }

    /// Has the commit count on what the library had at `paths`. Returns at how many that was other than what was agreed on.
    private func expect(_ paths: [EntryPath]) throws(LockerError) -> Int {
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

    private func commit() throws(LockerError) -> PendingCommit.Made {
        // A library that is made by this comes from here, unless others may have theirs beside it.
        let isNew = round.base.newest.revision == 0 && round.options.sync.under == nil
        let source = isNew ? round.origin.source : nil
        do throws(LockerError) {
            let made = PendingCommit.Made(try session.commit(from: source, saying: round.description))
            round.observer.committed(revision: made.revision)
            return made
        } catch let error where error.code == .invalidArgument {
            // Another device has a file by now where this one has a folder, or the other way round.
            throw LockerError(.conflict, error.message, details: error.details, cause: error)
        }
    }
}
