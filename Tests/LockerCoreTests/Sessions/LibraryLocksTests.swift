import LockerBase
import LockerCore
import Metadata
import POSIXSupport
import Testing

/// Commits that wait for one library.
@Suite(.timeLimit(.minutes(1))) struct LibraryLocksTests {
    /// What they have come to, and whether the first may go on.
    private struct Turns {
        var taken = 0
        var inside = 0
        var mayEnd = false
    }

    @Test func `who finds no place to wait in has taken nothing`() throws {
        let (locks, turns) = (LibraryLocks(), Monitor(Turns()))
        let account = Account(id: 1, name: "a", userID: nil, role: .user, quota: nil, created: 1)
        @Sendable func note(_ change: (inout Turns) -> Void) {
            turns.withLock { change(&$0) }
            turns.notifyAll()
        }
        @Sendable func enter() throws(LockerError) {
            try locks.withLock(
                account, "main", taking: { note { $0.taken += 1 } },
                { (_: Void) throws(LockerError) -> Void in
                    note { $0.inside += 1 }
                    turns.wait { $0.mayEnd ? () : nil }
                })
        }
        var threads = [try Thread("turn") { _ = try? enter() }]
        turns.wait { $0.inside == 1 ? () : nil }
        for _ in 0..<3 { threads.append(try Thread("turn") { _ = try? enter() }) }
        turns.wait { $0.taken == 4 ? () : nil }
        let error = #expect(throws: LockerError.self) { try enter() }
        #expect(error?.code == .tooMany && error?.hint == .tryAgain)
        #expect(turns.withLock { $0.taken } == 4)
        note { $0.mayEnd = true }
        for thread in threads { thread.join() }
        #expect(turns.withLock { $0.inside } == 4)
    }
}
