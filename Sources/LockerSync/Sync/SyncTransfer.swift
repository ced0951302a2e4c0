import LockerAPI
import LockerBase
import LockerClient

/// Sends the batches of one sync, each with a commit of its own. While one is committed, the next is read and sent in
/// a second session, where there is little enough of both.
struct SyncTransfer {
    /// A commit that is under way, and what becomes a revision with it, to be remembered then.
    private struct Ahead {
        let pending: PendingCommit
        let sent: [SentFile]
        let others: SortedTable<TreeItem>
    }

    /// The most bytes of a batch that is sent while the one ahead of it is committed. Beside the sending of more, a
    /// commit takes next to no time, and what is sent behind one that fails was sent in vain.
    static let mostBytes = 256 << 20

    /// How many entries without content, or removals, are read at once.
    private static let staged = 10_000

    let sender: BatchSender
    /// One, or two that take turns.
    let sessions: [UploadSession]
    let options: SyncOptions
    let observer: any ProgressObserver
    let reconciled: LibraryConflicts
    let reasons: SyncReasons
    /// What is committed with the last batch.
    let others: SortedTable<TreeItem>
    /// Where the library comes from after this, and whether that is news to it.
    let source: (source: Locker_V1_Source?, isNews: Bool)
    /// What is said of each revision.
    let description: CommitDescription
    var record: SyncRecord
    var report: SyncReport

    /// Whether batches of these items are few bytes enough for a second session.
    static func overlaps(_ batches: [SyncBatch], _ options: SyncOptions) -> Bool {
        batches.count > 1 && options.transfer != .match && batches.allSatisfy { $0.bytes <= mostBytes }
    }

    /// - Throws: the error after which nothing else can be sent. What was committed before is remembered.
    mutating func run(_ batches: [SyncBatch], of files: SortedTable<TreeItem>) throws(LockerError) {
        var (ahead, files): (Ahead?, _) = (nil, files.reader())
        let isOneCommit = others.count + reconciled.goneCount <= options.pathsPerCommit
        do throws(LockerError) {
            for (index, batch) in batches.enumerated() {
                let session = sessions[index % sessions.count]
                let outcome = try send(files.next(upTo: batch.files), in: session, behind: &ahead)
                try settle(&ahead)
                let isLast = isOneCommit && index == batches.count - 1
                ahead = try commit(outcome, in: session, isLast: isLast)
                if isLast, let ahead { record.foresee(ahead.sent, others: ahead.others) }
                if sessions.count == 1 { try settle(&ahead) }
            }
            try settle(&ahead)
            if !isOneCommit { try commitPaths(in: sessions[0]) }
        } catch {
            // What was begun ends before the connection does.
            try? settle(&ahead)
            if error.code == .conflict { record.distrust() }
            if record.isBehind { save(isLast: true) }
            throw error
        }
        save(isLast: true)
    }

    /// Sends a batch, and returns what of it is staged and not committed. Where the daemon has no room for it beside the one
    /// ahead, the rest of it once that is committed; where others have the room, once they have less of it. What was sent by
    /// then is committed before this gives up.
    private mutating func send(
        _ files: [TreeItem], in session: UploadSession, behind ahead: inout Ahead?
    ) throws(LockerError) -> SentBatch {
        var (rest, outcome, busy) = (files[...], SentBatch(), BusyDaemon(options.busyPauses, observer))
        while true {
            do throws(LockerError) {
                try sender.send(outcome.rest(of: rest), in: session, into: &outcome)
                return outcome
            } catch {
                guard error.code == .tooMany else { throw error }
                if ahead != nil {
                    try settle(&ahead)
                } else if !busy.waits(after: error, done: outcome.count) {
                    guard !outcome.sent.isEmpty else { throw busy.told(error) }
                    rest = outcome.rest(of: rest)
                    try commitNow(outcome, in: session)
                    (outcome, busy) = (SentBatch(), BusyDaemon(options.busyPauses, observer))
                }
            }
        }
    }

    /// Commits a part of a batch, and waits for that.
    private mutating func commitNow(_ outcome: SentBatch, in session: UploadSession) throws(LockerError) {
        var made = try commit(outcome, in: session, isLast: false)
        try settle(&made)
    }

    /// Waits for the commit ahead, and remembers what it made.
    private mutating func settle(_ ahead: inout Ahead?) throws(LockerError) {
        guard let commit = ahead else { return }
        ahead = nil
        let made = try commit.pending.wait()
        report.revision = made.revision
        try record.add(commit.sent, others: commit.others, made: made)
        save(isLast: false)
    }

    /// Begins the commit of a batch that was sent, with the last one what goes with it; nil when there is nothing to
    /// commit.
    private mutating func commit(
        _ outcome: SentBatch, in session: UploadSession, isLast: Bool
    ) throws(LockerError) -> Ahead? {
        let others = isLast ? others : SortedTable()
        let removals = try reconciled.removals(with: outcome.sent.lazy.map(\.item), others, last: isLast)
        return try commit(outcome, others, removals, in: session, isNews: isLast && source.isNews)
    }

    /// Commits removals, and after them entries without content, where they are too many for one commit.
    private mutating func commitPaths(in session: UploadSession) throws(LockerError) {
        var (paths, items) = (reconciled.goneRows.reader(), others.reader())
        while case let part = try paths.next(upTo: options.pathsPerCommit), !part.isEmpty {
            let removals = HeldPaths(try SortedTable(part))
            var ahead = try commit(SentBatch(), SortedTable(), removals, in: session, isNews: false)
            try settle(&ahead)
        }
        while case let part = try items.next(upTo: options.pathsPerCommit), !part.isEmpty {
            let others = try SortedTable(part)
            let removals = try reconciled.removals(with: [], others, last: false)
            var ahead = try commit(SentBatch(), others, removals, in: session, isNews: false)
            try settle(&ahead)
        }
    }

    private mutating func commit(
        _ outcome: SentBatch, _ others: SortedTable<TreeItem>, _ removals: HeldPaths, in session: UploadSession,
        isNews: Bool
    ) throws(LockerError) -> Ahead? {
        try stage(others, removals, in: session)
        try session.expect(reasons.remembered.expected(of: outcome.sent.lazy.map(\.item)))
        report.add(outcome, removed: removals.count)
        if options.lists {
            let items = outcome.sent.map(\.item)
            try report.list(reasons.sending(items + others.rows()) + reasons.removing(removals))
        }
        guard !outcome.sent.isEmpty || !others.isEmpty || removals.count > 0 || isNews else { return nil }
        let pending = PendingCommit(session, from: source.source, saying: description, observer: observer)
        return Ahead(pending: pending, sent: outcome.sent, others: others)
    }

    private func stage(
        _ others: SortedTable<TreeItem>, _ removals: HeldPaths, in session: UploadSession
    ) throws(LockerError) {
        var (paths, items) = (removals.rows.reader(), others.reader())
        while case let part = try paths.next(upTo: SyncTransfer.staged), !part.isEmpty {
            try session.stage([], removals: part.map(\.path))
        }
        while case let part = try items.next(upTo: SyncTransfer.staged), !part.isEmpty {
            try session.stage(part.lazy.map { Locker_V1_Entry($0) })
            try session.expect(reasons.remembered.expected(of: part))
        }
    }

    private mutating func save(isLast: Bool) {
        do throws(LockerError) { try record.save(isLast: isLast) } catch { report.forgotten = error.message }
    }
}
