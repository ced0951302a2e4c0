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

    @Test func wrongProofsCountForADay() throws {
        try TestLocker.with { test in
            let (alice, bob) = (try test.caller("alice").account, try test.caller("bob").account)
            let (failures, start) = (ProofFailures(), ContinuousClock.now)
            for _ in 0..<3 {
                #expect(failures.allow(track, of: alice, at: start))
                failures.add(track, of: alice, at: start)
            }
            #expect(!failures.allow(track, of: alice, at: start))
            #expect(failures.allow(.zero, of: alice, at: start) && failures.allow(track, of: bob, at: start))
            for number in 3..<50 {
                #expect(failures.allow(.zero, of: alice, at: start))
                failures.add(SHA256.digest(of: Array("\(number)".utf8)), of: alice, at: start)
            }
            let day = Duration.seconds(24 * 60 * 60)
            #expect(!failures.allow(.zero, of: alice, at: start + day - .seconds(1)))
            #expect(failures.allow(track, of: alice, at: start + day))
        }
    }
}
