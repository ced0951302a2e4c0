import LockerCore
import LockerTestSupport
import Logging
import Synchronization
import Testing

@Suite struct LineLimiterTests {
    /// A clock that goes on when it is told to.
    private final class Time: Sendable {
        private let now = Mutex(ContinuousClock.now)

        func read() -> ContinuousClock.Instant { now.withLock { $0 } }
        func pass(seconds: Double) { now.withLock { $0 += .seconds(seconds) } }
    }

    @Test func soManyOfAKindAboutOneSubjectAndThenTheirNumber() {
        let (lines, time) = (LogLines(), Time())
        let limiter = LineLimiter(lines.logger(), limit: 3, seconds: 60, now: time.read)
        for _ in 0..<10 { limiter.write("claims", about: "alice") { $0.info("alice") } }
        limiter.write("claims", about: "bob") { $0.info("bob") }
        limiter.write("proofs", about: "alice") { $0.info("a proof") }
        #expect(lines.all == ["alice", "alice", "alice", "bob", "a proof"])
        time.pass(seconds: 59)
        limiter.flush()
        #expect(lines.all.count == 5)
        time.pass(seconds: 16)
        limiter.write("claims", about: "alice") { $0.info("again") }
        #expect(
            Array(lines.all[5...])
                == ["7 more were left out about=alice kind=claims lines=3", "again"])
    }

    @Test func atTheEndWhatWasLeftOutIsTold() {
        let lines = LogLines()
        let limiter = LineLimiter(lines.logger(), limit: 1)
        for _ in 0..<5 { limiter.write("claims", about: "alice") { $0.info("alice") } }
        limiter.flush(all: true)
        limiter.flush(all: true)
        #expect(
            lines.all == ["alice", "4 more were left out about=alice kind=claims lines=1"])
    }

    /// Who has many accounts does not have the limiter grow without end.
    @Test func subjectsBeyondTheMostAreCountedTogether() {
        let (lines, time) = (LogLines(), Time())
        let limiter = LineLimiter(lines.logger(), limit: 1, now: time.read)
        for number in 0..<10_100 { limiter.write("claims", about: "\(number)") { $0.info("line") } }
        #expect(lines.all.count == 10_001)
    }
}
