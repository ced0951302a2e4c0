import LockerGateway
import Testing

/// How many requests somebody may send.
@Suite struct RateLimiterTests {
    private let start = ContinuousClock.now

    @Test func `so many at once, then steadily`() {
        let limiter = RateLimiter(perSecond: 10, burst: 2)
        #expect(limiter.take("alice", at: start) == nil && limiter.take("alice", at: start) == nil)
        #expect(isNear(limiter.take("alice", at: start), 0.1))
        #expect(limiter.take("bob", at: start) == nil)
        #expect(limiter.take("alice", at: start.advanced(by: .milliseconds(150))) == nil)
    }

    @Test func `those that wait come one after the other, and none waits too long`() {
        let limiter = RateLimiter(perSecond: 10, burst: 1)
        #expect(limiter.reserve("alice", within: 0.25, at: start) == 0)
        #expect(isNear(limiter.reserve("alice", within: 0.25, at: start), 0.1))
        #expect(isNear(limiter.reserve("alice", within: 0.25, at: start), 0.2))
        #expect(limiter.reserve("alice", within: 0.25, at: start) == nil)
        #expect(limiter.reserve("alice", within: 0.25, at: start) == nil)
        // What was refused took nobody's turn.
        #expect(isNear(limiter.reserve("alice", within: 0.25, at: start.advanced(by: .milliseconds(100))), 0.2))
        #expect(limiter.take("alice", at: start.advanced(by: .milliseconds(200))) != nil)
        #expect(limiter.take("alice", at: start.advanced(by: .seconds(1))) == nil)
    }

    private func isNear(_ seconds: Double?, _ expected: Double) -> Bool {
        seconds.map { abs($0 - expected) < 0.001 } ?? false
    }
}
