import LockerBase
import Metadata
import POSIXSupport
import PackEngine

extension Locker {
    /// What a commit did.
    public struct Committed: Sendable {
        /// The new revision, or the newest one when nothing differed from it; 0 for a library without any.
        public let revision: Int64
        public let added: Int64
        public let changed: Int64
        public let removed: Int64
    }

    /// Makes what `session` staged the next revision of its library. It is durable when this returns.
    ///
    /// - Parameter source: the folder that was synced, for the library to remember; nil leaves that as it is.
    /// - Throws: ``LockerError/Code/overQuota``, ``LockerError/Code/invalidArgument`` for entries that do not go
    ///   together, or what the disk said. What was staged is forgotten then; content sent again finds its chunks.
    ///
    /// - Parameter cancellation: asked until the commit is about to be written down; from there on it is made whoever
    ///   waits.
    public func commit(
        _ session: Session, from source: Source? = nil, cancellation: Cancellation? = nil
    ) throws(LockerError) -> Committed {
        try cancellation.check()
        let start = ContinuousClock.now
        let library = try session.library
        let committed = try gate.change { () throws(LockerError) in
            let staged = session.takeStaged()
            defer { withExtendedLifetime((staged.uses, staged.memory)) {} }
            return try libraryLocks.withLock(session.account, library) { () throws(LockerError) in
                try commit(
                    Array(staged.puts.values), removals: Array(staged.removals), to: library,
                    of: session.account, after: staged.ticket, from: source, cancellation)
            }
        }
        metrics.commits.observe(start.duration(to: .now))
        metrics.syncs.observe(session.lap())
        return committed
    }

    /// Commits to a library whose lock the caller holds, in the gate.
    ///
    /// The order is the first invariant: what the entries refer to is durable in the packs, then the commit's record
    /// is, then the database takes the revision; only then does the caller hear of it.
    ///
    /// - Parameter source: the folder that was synced; nil leaves what the library remembers of that as it is.
    func commit(
        _ puts: [Entry], removals: [EntryPath], to libraryName: String, of account: Account, after ticket: Ticket,
        from source: Source? = nil, _ cancellation: Cancellation? = nil
    ) throws(LockerError) -> Committed {
        let goOn = { () throws(LockerError) in try self.goOn(cancellation) }
        try goOn()
        if puts.isEmpty, try metadata.libraries.library(named: libraryName, of: account) == nil {
            try Library.checkName(libraryName)
            return Committed(revision: 0, added: 0, changed: 0, removed: 0)
        }
        // The record says what the account is now, and a session may be older than that.
        guard let account = try metadata.accounts.account(withID: account.id) else {
            throw AccountRegister.isGone(account)
        }
        let library = try metadata.libraries.ensure(named: libraryName, of: account)
        let delta = try forgetting(library) { () throws(LockerError) in
            let delta = try metadata.commits.effectiveDelta(of: puts, removals: removals, in: library, check: goOn)
            try metadata.commits.checkQuota(of: delta)
            return delta
        }
        let source = source == library.source ? nil : source
        if delta.isEmpty {
            if let source, delta.base > 0 { try remember(source, library: library, of: account) }
            return Committed(revision: delta.base, added: 0, changed: 0, removed: 0)
        }
        try goOn()
        try packs.commit(ticket)
        let created = Clock.now()
        let record = CommitRecord(
            account: account, library: library, delta: delta, created: created, source: source)
        let previous = try metadata.revisions.revision(delta.base, of: library)?.commit
        let revision = try journal.record(
            { (write) throws(LockerError) in
                try record.forEachPart(after: previous, numbers: journal.numbers) { (part) throws(LockerError) in
                    try stop.check()
                    try write(part)
                }
            },
            then: { (last) throws(LockerError) in
                try metadata.commits.commit(delta, as: last, created: created, from: source, check: stop.check)
            })
        return Committed(
            revision: revision.number, added: revision.added, changed: revision.changed, removed: revision.removed)
    }

    /// Runs `body`, which finds out whether `library` gets a revision. A library that was made for its first one, and
    /// gets none, is not there after.
    private func forgetting(
        _ library: Library, _ body: () throws(LockerError) -> Delta
    ) throws(LockerError) -> Delta {
        do {
            let delta = try body()
            if delta.isEmpty && library.newest == 0 { try metadata.libraries.forgetEmpty(library) }
            return delta
        } catch {
            if library.newest == 0 { try? metadata.libraries.forgetEmpty(library) }
            throw error
        }
    }
}
