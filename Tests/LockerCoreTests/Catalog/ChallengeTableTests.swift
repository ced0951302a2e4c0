import LockerBase
import LockerCore
import Matching
import Metadata
import Testing

@Suite struct ChallengeTableTests {
    private let track = SHA256.digest(of: [1])

    @Test func aChallengeIsGoodForAMinute() throws {
        try TestLocker.with { test in
            let account = try test.caller("alice").account
            let (table, start) = (ChallengeTable(), ContinuousClock.now)
            for (wait, isGood) in [(Duration.seconds(60), true), (.seconds(60) + .nanoseconds(1), false)] {
                let nonce = try table.open([track], for: account, on: 1, at: start)[0].nonce
                let taken = table.take(track, nonce: nonce, of: account, on: 1, at: start + wait)
                #expect((taken != nil) == isGood)
                // Too old or not, it is used up.
                #expect(table.take(track, nonce: nonce, of: account, on: 1, at: start) == nil)
            }
        }
    }

    @Test func anAccountHasSoManyAtATime() throws {
        try TestLocker.with { test in
            let (alice, bob) = (try test.caller("alice").account, try test.caller("bob").account)
            let (table, start) = (ChallengeTable(), ContinuousClock.now)
            let tracks = (0..<ChallengeTable.maximumPerAccount).map { SHA256.digest(of: Array("\($0)".utf8)) }
            let nonces = try table.open(tracks, for: alice, on: 1, at: start)
            #expect(Set(nonces.map(\.nonce)).count == tracks.count)
            #expect { try table.open([track], for: alice, on: 2, at: start) } throws: { has(.tooMany)($0) }
            #expect(try table.open([track], for: bob, on: 3, at: start).count == 1)
            // One that is answered makes room, and so do those that are too old.
            #expect(table.take(tracks[0], nonce: nonces[0].nonce, of: alice, on: 1, at: start) != nil)
            #expect(try table.open([track], for: alice, on: 2, at: start).count == 1)
            #expect(try table.open(tracks, for: alice, on: 2, at: start + .seconds(61)).count == tracks.count)
        }
    }

    /// Who could draw nonces would wait for one that picks what they have.
    @Test func askingAgainGivesTheSameChallenge() throws {
        try TestLocker.with { test in
            let account = try test.caller("alice").account
            let (table, start) = (ChallengeTable(), ContinuousClock.now)
            var opened = 0
            func ask(_ connection: UInt64, after wait: Duration) throws -> Challenge {
                try table.open([track], for: account, on: connection, at: start + wait) { _ in opened += 1 }[0]
            }
            let first = try ask(1, after: .zero)
            #expect(try ask(1, after: .seconds(60)) == first)
            #expect(opened == 1)
            #expect(try ask(1, after: .seconds(61)) != first)
            #expect(try ask(2, after: .seconds(61)) != first)
            #expect(opened == 3)
        }
    }

    @Test func wrongProofsCountForADay() throws {
        try TestLocker.with { test in
            let (alice, bob) = (try test.caller("alice").account, try test.caller("bob").account)
            let (limits, start) = (ProofLimits(), ContinuousClock.now)
            for _ in 0..<3 { #expect(limits.attempt(track, of: alice, at: start)) }
            #expect(!limits.attempt(track, of: alice, at: start))
            #expect(!limits.allow(track, of: alice, at: start))
            #expect(limits.allow(.zero, of: alice, at: start) && limits.allow(track, of: bob, at: start))
            for number in 3..<50 {
                #expect(limits.allow(.zero, of: alice, at: start))
                #expect(limits.attempt(SHA256.digest(of: Array("\(number)".utf8)), of: alice, at: start))
            }
            let day = Duration.seconds(24 * 60 * 60)
            #expect(!limits.attempt(.zero, of: alice, at: start))
            #expect(!limits.allow(.zero, of: alice, at: start + day - .seconds(1)))
            #expect(limits.allow(track, of: alice, at: start + day))
            #expect(limits.attempt(track, of: alice, at: start + day))
        }
    }

    @Test func rightProofsCostNothing() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice").account
            let limits = ProofLimits()
            for _ in 0..<100 {
                limits.challenged(track, of: alice)
                #expect(limits.allow(track, of: alice) && limits.attempt(track, of: alice))
                limits.succeeded(track, of: alice)
            }
            #expect(limits.attempt(track, of: alice))
        }
    }

    @Test func challengesThatNothingFollowsAreCounted() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice").account
            let limits = ProofLimits()
            for _ in 0..<10 {
                #expect(limits.allow(track, of: alice))
                limits.challenged(track, of: alice)
            }
            #expect(!limits.allow(track, of: alice) && limits.allow(.zero, of: alice))
            for number in 0..<ProofLimits.tracksPerAccount {
                limits.challenged(SHA256.digest(of: Array("\(number)".utf8)), of: alice)
            }
            #expect(!limits.allow(.zero, of: alice))
        }
    }
}
