import LockerAPI
import LockerBase
import Synchronization

/// Whose libraries are followed, what was heard of them, and what of that is to be done.
package final class FollowBoard: Sendable {
    private struct State {
        /// What was heard last of each library of the accounts.
        var heard: [String: [String: UInt64]] = [:]
        /// Accounts that the daemon does not speak of, and until when it is not asked.
        var aside: [String: ContinuousClock.Instant] = [:]
        var due = DueLibraries()
    }

    private let state = Mutex(State())
    /// Raised when it is others that are to be watched.
    let regrouped = Signal()
    /// Raised when something is due.
    let work = Signal()

    /// The most names in one call to watch when it is first made, so that there is room for libraries that come.
    private static let most = 700
    private static let pause = Duration.seconds(10)

    /// Of nobody.
    package init() {}

    /// The accounts that are followed.
    var accounts: Set<String> { state.withLock { Set($0.heard.keys) } }

    /// Follows these, and no others.
    ///
    /// - Parameter known: what is indexed of those that are new.
    package func follow(_ accounts: Set<String>, known: [String: [String: UInt64]]) {
        state.withLock { state in
            for account in state.heard.keys where !accounts.contains(account) {
                state.heard[account] = nil
                state.aside[account] = nil
                state.due.remove(account: account)
            }
            for account in accounts where state.heard[account] == nil {
                state.heard[account] = known[account] ?? [:]
            }
        }
        regrouped.raise()
    }

    /// The accounts to be watched by one call each.
    func groups() -> [[String]] {
        state.withLock { state in
            var (groups, size): ([[String]], Int) = ([], FollowBoard.most)
            for (account, libraries) in state.heard where state.aside[account] == nil {
                if size + libraries.count + 1 > FollowBoard.most {
                    groups.append([])
                    size = 0
                }
                groups[groups.count - 1].append(account)
                size += libraries.count + 1
            }
            return groups
        }
    }

    /// What is watched of these accounts: their libraries, and those that come. Nil where it has become too much for one
    /// call, or one of them is not followed any more: what is heard of that is news again and again.
    package func watched(_ accounts: [String]) -> [Locker_V1_WatchedLibrary]? {
        state.withLock { state in
            var all: [Locker_V1_WatchedLibrary] = []
            for account in accounts {
                guard let libraries = state.heard[account] else { return nil }
                all += libraries.map { FollowBoard.element(account, $0.key, $0.value) }
                all.append(FollowBoard.element(account, "", 0))
            }
            return all.count <= RequestLimits.watched ? all : nil
        }
    }

    /// Takes note of what was heard.
    func hear(_ news: [Locker_V1_LibraryNews]) {
        guard !news.isEmpty else { return }
        state.withLock { state in
            for one in news where state.heard[one.account] != nil {
                state.heard[one.account]?[one.library] = one.gone ? nil : one.revision
                if one.library == TakenLibrary.name { continue }
                state.due.add(FollowedLibrary(account: one.account, library: one.library))
            }
        }
        work.raise()
    }

    /// Leaves an account alone for a while.
    func putAside(_ account: String) {
        state.withLock { $0.aside[account] = ContinuousClock.now + FollowBoard.pause }
        regrouped.raise()
    }

    /// The next library to be indexed, and how often that failed; nil where there is none for now.
    func next() -> (name: FollowedLibrary, tries: Int)? {
        state.withLock { state in
            state.due.next().map { (name: $0, tries: state.due.tries($0)) }
        }
    }

    func end(_ name: FollowedLibrary, isDone: Bool, tries: Int) {
        state.withLock { $0.due.end(name, isDone: isDone, tries: tries, at: .now) }
        // Others of the account may be waiting.
        work.raise()
    }

    /// Tries again what was put off long enough.
    func revive() {
        let now = ContinuousClock.now
        let (isWork, isWatch) = state.withLock { state in
            let back = state.aside.filter { $0.value <= now }.keys
            for account in back { state.aside[account] = nil }
            return (state.due.revive(at: now), !back.isEmpty)
        }
        if isWork { work.raise() }
        if isWatch { regrouped.raise() }
    }

    func isBusy(_ account: String) -> Bool { state.withLock { $0.due.isBusy(account) } }

    private static func element(_ account: String, _ library: String, _ revision: UInt64) -> Locker_V1_WatchedLibrary {
        var element = Locker_V1_WatchedLibrary()
        (element.account, element.library, element.revision) = (account, library, revision)
        return element
    }
}
