import LockerBase
import Metadata
import Testing

@Suite struct ProofLimitTests {
    private let track = SHA256.digest(of: [1])
    private let alice = account(1, "alice")
    private let bob = account(2, "bob")

    @Test func wrongProofsCountForADay() throws {
        let clock = SetClock()
        let limits: any ProofLimitStore = ProofAttempts(clock: clock.now)
        for _ in 0..<3 { try #expect(limits.attempt(track, of: alice)) }
        try #expect(!limits.attempt(track, of: alice))
        try #expect(!limits.allow(track, of: alice))
        try #expect(limits.allow(.zero, of: alice) && limits.allow(track, of: bob))
        for number in 3..<50 {
            try #expect(limits.allow(.zero, of: alice))
            try #expect(limits.attempt(SHA256.digest(of: Array("\(number)".utf8)), of: alice))
        }
        let day = Duration.seconds(24 * 60 * 60)
        try #expect(!limits.attempt(.zero, of: alice))
        clock.set(day - .seconds(1))
        try #expect(!limits.allow(.zero, of: alice))
        clock.set(day)
        try #expect(limits.allow(track, of: alice))
        try #expect(limits.attempt(track, of: alice))
    }

    @Test func rightProofsCostNothing() throws {
        let limits: any ProofLimitStore = ProofAttempts()
        for _ in 0..<100 {
            try limits.challenged(track, of: alice)
            try #expect(limits.allow(track, of: alice) && limits.attempt(track, of: alice))
            try limits.succeeded(track, of: alice)
        }
        try #expect(limits.attempt(track, of: alice))
    }

    @Test func challengesThatNothingFollowsAreCounted() throws {
        let limits: any ProofLimitStore = ProofAttempts()
        for _ in 0..<10 {
            try #expect(limits.allow(track, of: alice))
            try limits.challenged(track, of: alice)
        }
        try #expect(!limits.allow(track, of: alice) && limits.allow(.zero, of: alice))
        for number in 0..<ProofLimits.tracksPerAccount {
            try limits.challenged(SHA256.digest(of: Array("\(number)".utf8)), of: alice)
        }
        try #expect(!limits.allow(.zero, of: alice))
    }
}
