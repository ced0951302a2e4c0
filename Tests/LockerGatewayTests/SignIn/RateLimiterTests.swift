import LockerGateway
import Testing

/// So many requests a second, by instants that the test gives.
@Suite struct RateLimiterTests {
    private let start = ContinuousClock.now

    @Test func `a burst, and then so many a second`() {
        let limiter = RateLimiter(perSecond: 2, burst: 3)
        for _ in 0..<3 { #expect(limiter.take("a", at: start) == nil) }
        #expect(limiter.take("a", at: start) == 0.5)
        // What is refused costs nothing.
        #expect(limiter.take("a", at: start) == 0.5)
        #expect(limiter.take("a", at: start + .milliseconds(250)) == 0.25)
        #expect(limiter.take("a", at: start + .milliseconds(500)) == nil)
        #expect(limiter.take("a", at: start + .milliseconds(500)) == 0.5)
    }

    @Test func `a pause fills it up, and no further`() {
        let limiter = RateLimiter(perSecond: 1, burst: 2)
        for _ in 0..<2 { #expect(limiter.take("a", at: start) == nil) }
        let later = start + .seconds(3600)
        for _ in 0..<2 { #expect(limiter.take("a", at: later) == nil) }
        #expect(limiter.take("a", at: later) == 1)
    }

    @Test func `one does not take from another, and time that goes back gives nothing`() {
        let limiter = RateLimiter(perSecond: 1, burst: 1)
        #expect(limiter.take("a", at: start + .seconds(5)) == nil)
        #expect(limiter.take("b", at: start) == nil)
        #expect(limiter.take("a", at: start) == 1)
    }

    @Test func `many callers are forgotten when they have as much as anybody`() {
        let limiter = RateLimiter(perSecond: 1, burst: 5)
        for number in 0..<65_536 { _ = limiter.take("\(number)", at: start) }
        // By then those before are full again; the one that is not is remembered.
        let later = start + .seconds(10)
        for _ in 0..<5 { #expect(limiter.take("0", at: later) == nil) }
        #expect(limiter.take("new", at: later) == nil)
        #expect(limiter.take("0", at: later) != nil)
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
