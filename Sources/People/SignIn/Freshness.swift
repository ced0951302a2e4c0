import LockerBase
import Synchronization

/// Sees that what is in memory is what the database has: at most so old, and soon enough for who was shut out.
final class Freshness: Sendable {
    private struct Moments {
        /// When somebody last looked, and last could.
        var tried: Int64
        var done: Int64
        /// When uses were last written down.
        var written: Int64
        /// The interval in which somebody looked before it was due, and how often in it.
        var again: (since: Int64, count: Int)
    }

    /// Nanoseconds between two looks.
    private static let interval: Int64 = 250_000_000
    /// The most looks in that time before they are due: each asks SQLite for one number, and waits for who writes.
    private static let mostAgain = 16
    /// Beyond it nobody is let in while the database cannot be read: somebody may be revoked.
    private static let longest: Int64 = 10_000_000_000
    /// Nanoseconds between two notes of when credentials were last used.
    private static let betweenNotes: Int64 = 60_000_000_000

    private let store: PeopleStore
    private let moments: Mutex<Moments>

    init(store: PeopleStore) {
        self.store = store
        let now = store.clock.uptime()
        moments = Mutex(Moments(tried: now, done: now, written: now, again: (since: now, count: 0)))
    }

    /// Looks where that is due: one thread of those that come by.
    func ensure() throws(LockerError) {
        let now = store.clock.uptime()
        let (isDue, isOld) = moments.withLock { moments -> (Bool, Bool) in
            let isDue = now - moments.tried >= Freshness.interval
            if isDue { moments.tried = now }
            return (isDue, now - moments.done > Freshness.longest)
        }
        guard isDue || isOld else { return }
        do {
            try look()
        } catch {
            guard !isOld else { throw error }
        }
    }

    /// Looks before that is due, for who shows what nobody has: it may have been made this moment. Returns false, without
    /// a look, where that was done often enough, and where the database cannot be read.
    func lookAgain() -> Bool {
        let now = store.clock.uptime()
        let isAllowed = moments.withLock { moments -> Bool in
            if now - moments.again.since >= Freshness.interval { moments.again = (since: now, count: 0) }
            guard moments.again.count < Freshness.mostAgain else { return false }
            moments.again.count += 1
            return true
        }
        return isAllowed && (try? look()) != nil
    }

    /// Looks. Returns whether somebody else has changed something.
    @discardableResult
    func look() throws(LockerError) -> Bool {
        let now = store.clock.uptime()
        let isChanged = try store.refresh()
        moments.withLock { moments in
            moments.tried = max(moments.tried, now)
            moments.done = max(moments.done, now)
        }
        return isChanged
    }

    /// Writes down when credentials were last used; once a minute, when one is used for the first time, which each is once,
    /// or when it is the last time.
    func writeUses(isLast: Bool = false) throws(LockerError) {
        let now = store.clock.uptime()
        let isAwaited = store.roster.takeFirstUse() || isLast
        let isDue = moments.withLock { moments -> Bool in
            guard isAwaited || now - moments.written >= Freshness.betweenNotes else { return false }
            moments.written = now
            return true
        }
        guard isDue else { return }
        let uses = store.roster.uses
        guard !uses.isEmpty else { return }
        try store.change { database in
            try CredentialRow.set(uses: uses, database)
            return ((), RosterChange.none)
        }
        store.roster.forget(uses)
    }
}
