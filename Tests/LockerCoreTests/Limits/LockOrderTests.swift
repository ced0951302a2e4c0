import LockerCore
import POSIXSupport
import Testing

@Suite struct LockOrderTests {
    @Test func whatComesAfterMayBeTaken() {
        #expect(LockRank.library.violation(holding: [.changeGate, .catalog]) == nil)
        #expect(LockRank.session.violation(holding: [.changeGate, .sessionTable]) == nil)
        #expect(LockRank.changeGate.violation(holding: []) == nil)
    }

    @Test func whatComesBeforeMayNot() throws {
        let violation = try #require(LockRank.changeGate.violation(holding: [.library]))
        #expect(violation.contains("'change gate'") && violation.contains("'library'"))
        #expect(LockRank.catalog.violation(holding: [.changeGate, .library]) != nil)
        #expect(LockRank.sessionTable.violation(holding: [.session]) != nil)
    }

    /// Whoever waits for a lock that they hold waits for ever. Of libraries, one call may hold several.
    @Test func oneOfARankIsEnough() {
        #expect(LockRank.changeGate.violation(holding: [.changeGate]) != nil)
        #expect(LockRank.session.violation(holding: [.session]) != nil)
        #expect(LockRank.library.violation(holding: [.changeGate, .library]) == nil)
    }

    /// A thread's locks are its own, and one that was given back is held no more.
    @Test func locksAreHeldByThreads() throws {
        let (outer, inner) = (Monitor(0, rank: .catalog), Monitor(0, rank: .library))
        let sum = outer.withLock { one in inner.withLock { other in one + other } }
        #expect(sum == 0)
        inner.withLock { $0 += 1 }
        let thread = try Thread("outer") { outer.withLock { $0 += 1 } }
        inner.withLock { _ in thread.join() }
        #expect(outer.withLock { $0 } == 1)
    }
}
