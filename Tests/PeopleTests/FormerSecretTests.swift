import GRDB
import LockerBase
import People
import Testing

/// What did sign somebody in is no guess, and slows down nobody.
@Suite struct FormerSecretTests {
    /// What a device comes to that goes on with what it has.
    private func codes(_ times: Int, _ attempt: () throws -> SignedIn) -> [LockerError.Code?] {
        (0..<times).map { _ in lockerError(of: attempt)?.code }
    }

    private static let refused = [LockerError.Code?](repeating: .permissionDenied, count: 15)

    private func expectRefusals(_ people: People, token: String, app: String) {
        let signIn = people.signIn
        let tried = [
            codes(15) { try signIn.verify(token: token, from: home) },
            codes(15) { try signIn.verify(user: "ada", appPassword: app, from: home) },
            codes(15) { try signIn.verify(user: "ada", token: salted(app, "s"), salt: "s", from: home) },
        ]
        for codes in tried { #expect(codes == FormerSecretTests.refused) }
        // Of this address nobody waits for it, and a guess still costs.
        let guesses = codes(12) { try signIn.verify(token: "lk_guess", from: home) }
        #expect(guesses == twelveTries)
    }

    @Test func whatWasRevokedSlowsDownNobody() throws {
        try withAda { fixture in
            let people = fixture.people
            let token = try people.credentials.add(.token, of: "ada", label: "laptop")
            let app = try people.credentials.add(.app, of: "ada", label: "phone")
            _ = try people.credentials.revoke(token.credential.id)
            _ = try people.credentials.revokeAll(of: "ada")
            expectRefusals(people, token: token.secret, app: app.secret)
        }
    }

    /// Nor in a gateway that was started later.
    @Test func whatWasRevokedBeforeTheStartSlowsDownNobody() throws {
        try withAda { fixture in
            let people = fixture.people
            let token = try people.credentials.add(.token, of: "ada", label: "laptop")
            let app = try people.credentials.add(.app, of: "ada", label: "phone")
            _ = try people.persons.rename("ada", to: "lovelace")
            _ = try people.credentials.revokeAll(of: "lovelace")
            _ = try people.persons.rename("lovelace", to: "ada")
            let again = try fixture.openAgain()
            defer { again.close() }
            expectRefusals(again, token: token.secret, app: app.secret)
        }
    }

    @Test func thatOfADisabledPersonSlowsDownNobody() throws {
        try withAda { fixture in
            let people = fixture.people
            let token = try people.credentials.add(.token, of: "ada", label: "laptop").secret
            let app = try people.credentials.add(.app, of: "ada", label: "phone").secret
            _ = try people.persons.setDisabled(true, "ada")
            expectRefusals(people, token: token, app: app)
            _ = try people.persons.setDisabled(false, "ada")
            _ = try people.signIn.verify(token: token, from: home)
        }
    }

    @Test func whatIsOverSlowsDownNobody() throws {
        try withAda { fixture in
            let (people, clock) = (fixture.people, fixture.clock)
            let made = try people.credentials.add(
                .session, of: "ada", label: "browser", expires: clock.now + 1_000_000_000)
            clock.pass(seconds: 1)
            let tried = codes(15) { try people.signIn.verify(token: made.secret, from: home) }
            #expect(tried == FormerSecretTests.refused)
        }
    }

    /// A secret is kept for as long as the row that lists what it was.
    @Test func whatIsForgottenIsAGuessAgain() throws {
        try withAda { fixture in
            let people = fixture.people
            let token = try people.credentials.add(.token, of: "ada", label: "laptop")
            _ = try people.credentials.revoke(token.credential.id)
            _ = try people.persons.remove("ada")
            let tried = codes(12) { try people.signIn.verify(token: token.secret, from: home) }
            #expect(tried == twelveTries)
            let left = try fixture.tamper { try Int.fetchOne($0, sql: "SELECT count(*) FROM former_secret") }
            #expect(left == 0)
        }
    }
}
