import LockerBase
import Metadata
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
    /// - Throws: ``LockerError/Code/overQuota``, ``LockerError/Code/invalidArgument`` for entries that do not go
    ///   together, or what the disk said. What was staged is forgotten then; content sent again finds its chunks.
    public func commit(_ session: Session) throws(LockerError) -> Committed {
        let start = ContinuousClock.now
        let library = try session.library
        let committed = try gate.change { () throws(LockerError) in
            let staged = session.takeStaged()
            defer { withExtendedLifetime((staged.uses, staged.memory)) {} }
            return try libraryLocks.withLock(session.account, library) { () throws(LockerError) in
                try commit(
                    Array(staged.puts.values), removals: Array(staged.removals), to: library,
                    of: session.account, after: staged.ticket)
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
    func commit(
        _ puts: [Entry], removals: [EntryPath], to libraryName: String, of account: Account, after ticket: Ticket
    ) throws(LockerError) -> Committed {
        if puts.isEmpty, try metadata.library(named: libraryName, of: account) == nil {
            try Library.checkName(libraryName)
            return Committed(revision: 0, added: 0, changed: 0, removed: 0)
        }
        let library = try metadata.ensureLibrary(named: libraryName, of: account)
        let delta = try metadata.effectiveDelta(of: puts, removals: removals, in: library)
        if delta.isEmpty { return Committed(revision: delta.base, added: 0, changed: 0, removed: 0) }
        try checkQuota(of: account, library: library, next: delta)
        try packs.commit(ticket)
        let created = Clock.now()
        let record = CommitRecord(account: account, library: library, delta: delta, created: created)
        let parts = try record.parts(
            after: try metadata.revision(delta.base, of: library)?.commit, numbers: journal.numbers)
        let revision = try journal.record(parts) { () throws(LockerError) in
            try metadata.commit(delta, as: parts.last?.digest ?? .zero, created: created)
        }
        return Committed(
            revision: revision.number, added: revision.added, changed: revision.changed, removed: revision.removed)
    }
}
