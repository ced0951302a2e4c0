import LockerBase
import Metadata
import Testing

@Suite struct ChallengeTests {
    private let track = SHA256.digest(of: [1])
    private let alice = account(1, "alice")
    private let bob = account(2, "bob")
    private let most = 2000

    @Test func aChallengeIsGoodForAMinute() throws {
        let clock = SetClock()
        let table: any ChallengeStore = ChallengeTable(clock: clock.now)
        for (wait, isGood) in [(Duration.seconds(60), true), (.seconds(60) + .nanoseconds(1), false)] {
            clock.set(.zero)
            let nonce = try table.open([track], for: alice, on: 1, atMost: most)[0].nonce
            clock.set(wait)
            try #expect(table.take(track, nonce: nonce, of: alice, on: 1) == isGood)
            // Too old or not, it is used up.
            clock.set(.zero)
            try #expect(!table.take(track, nonce: nonce, of: alice, on: 1))
        }
    }

    @Test func itIsForOneAccountConnectionAndTrack() throws {
        let table: any ChallengeStore = ChallengeTable()
        let nonce = try table.open([track], for: alice, on: 1, atMost: most)[0].nonce
        try #expect(!table.take(track, nonce: nonce, of: bob, on: 1))
        try #expect(!table.take(track, nonce: nonce, of: alice, on: 2))
        try #expect(!table.take(.zero, nonce: nonce, of: alice, on: 1))
        try #expect(!table.take(track, nonce: Array(nonce.reversed()), of: alice, on: 1))
        table.closeAll(of: 2)
        try #expect(table.take(track, nonce: nonce, of: alice, on: 1))
        let other = try table.open([track], for: alice, on: 1, atMost: most)[0].nonce
        table.closeAll(of: 1)
        try #expect(!table.take(track, nonce: other, of: alice, on: 1))
    }

    @Test func anAccountHasSoManyAtATime() throws {
        let clock = SetClock()
        let table: any ChallengeStore = ChallengeTable(clock: clock.now)
        let tracks = (0..<most).map { SHA256.digest(of: Array("\($0)".utf8)) }
        let nonces = try table.open(tracks, for: alice, on: 1, atMost: most)
        #expect(Set(nonces.map(\.nonce)).count == tracks.count)
        #expect(lockerError { try table.open([track], for: alice, on: 2, atMost: most) }?.code == .tooMany)
        #expect(try table.open([track], for: bob, on: 3, atMost: most).count == 1)
        // One that is answered makes room, and so do those that are too old.
        try #expect(table.take(tracks[0], nonce: nonces[0].nonce, of: alice, on: 1))
        #expect(try table.open([track], for: alice, on: 2, atMost: most).count == 1)
        clock.set(.seconds(61))
        #expect(try table.open(tracks, for: alice, on: 2, atMost: most).count == tracks.count)
    }

    /// Who could draw nonces would wait for one that picks what they have.
    @Test func askingAgainGivesTheSameChallenge() throws {
        let clock = SetClock()
        let table: any ChallengeStore = ChallengeTable(clock: clock.now)
        func ask(_ connection: UInt64, after wait: Duration) throws -> OpenChallenge {
            clock.set(wait)
            return try table.open([track], for: alice, on: connection, atMost: most)[0]
        }
        let first = try ask(1, after: .zero)
        let again = try ask(1, after: .seconds(60))
        #expect(again.nonce == first.nonce)
        #expect(first.isNew && !again.isNew)
        let (later, elsewhere) = (try ask(1, after: .seconds(61)), try ask(2, after: .seconds(61)))
        #expect(later.nonce != first.nonce && later.isNew)
        #expect(elsewhere.nonce != first.nonce && elsewhere.isNew)
    }
}
