import LockerBase
import People
import Testing

/// Browsers, which sign in with the password.
@Suite struct BrowserSessionTests {
    private static let day = 86_400.0

    private func open(_ people: People, _ word: String = password) throws -> NewCredential {
        try people.sessions.open(password: word, of: "ada", label: "Firefox on Linux", from: home)
    }

    @Test func theRightPasswordMakesOneAndNoTokenIsOne() throws {
        try withAda { fixture in
            let people = fixture.people
            let made = try open(people)
            let signedIn = try people.signIn.verify(session: made.secret, from: home)
            #expect(signedIn.person == "ada" && signedIn.kind == .session && signedIn.label == "Firefox on Linux")
            // What a browser keeps serves no program, and a token no browser.
            #expect(lockerError { try people.signIn.verify(token: made.secret, from: home) } != nil)
            let token = try people.credentials.add(.token, of: "ada", label: "laptop").secret
            #expect(lockerError { try people.signIn.verify(session: token, from: home) } != nil)
            let app = try people.credentials.add(.app, of: "ada", label: "phone").secret
            #expect(lockerError { try people.signIn.verify(session: app, from: home) } != nil)
        }
    }

    @Test func wrongTriesAreSlowedDownAsOthersAre() throws {
        try withAda { fixture in
            let codes = (0..<12).map { _ in lockerError { try open(fixture.people, "wrong horse") }?.code }
            #expect(codes == twelveTries)
            #expect(lockerError { try open(fixture.people) }?.code == .tooMany)
        }
    }

    @Test func oneThatNobodyUsesIsOverAfterAWeek() throws {
        try withAda { fixture in
            let (people, clock) = (fixture.people, fixture.clock)
            let (used, left) = (try open(people), try open(people))
            for _ in 0..<3 {
                clock.pass(seconds: 3 * BrowserSessionTests.day)
                _ = try people.signIn.verify(session: used.secret, from: home)
            }
            #expect(people.isLive(used.credential.id))
            #expect(!people.isLive(left.credential.id))
            #expect(lockerError { try people.signIn.verify(session: left.secret, from: home) } != nil)
            let good = try people.credentials.all(of: "ada").filter { $0.isGood(at: clock.now) }
            #expect(good.map(\.id) == [used.credential.id])
            // Once it is written down that it was used.
            try people.refresh()
            try #expect(people.persons.person(named: "ada")?.credentials == 1)
        }
    }

    @Test func oneThatIsUsedEveryDayIsOverAfterThirty() throws {
        try withAda { fixture in
            let (people, clock) = (fixture.people, fixture.clock)
            let made = try open(people)
            for _ in 0..<29 {
                clock.pass(seconds: BrowserSessionTests.day)
                _ = try people.signIn.verify(session: made.secret, from: home)
            }
            clock.pass(seconds: BrowserSessionTests.day)
            #expect(!people.isLive(made.credential.id))
        }
    }

    @Test func whenItWasUsedIsKnownToWhoOpensTheDatabaseLater() throws {
        try withAda { fixture in
            let (people, clock) = (fixture.people, fixture.clock)
            let made = try open(people)
            clock.pass(seconds: 6 * BrowserSessionTests.day)
            _ = try people.signIn.verify(session: made.secret, from: home)
            people.close()
            clock.pass(seconds: 6 * BrowserSessionTests.day)
            let again = try fixture.openAgain()
            defer { again.close() }
            #expect(again.isLive(made.credential.id))
        }
    }

    @Test func anotherPasswordEndsAllButTheOneThatSetsIt() throws {
        try withAda { fixture in
            let people = fixture.people
            let (here, there) = (try open(people), try open(people))
            let token = try people.credentials.add(.token, of: "ada", label: "laptop").credential.id
            _ = try people.persons.setPassword("another good one", of: "ada", keeping: here.credential.id)
            let live = [here.credential.id, there.credential.id, token].map { people.isLive($0) }
            #expect(live == [true, false, true])
            #expect(lockerError { try open(people) }?.code == .permissionDenied)
            _ = try open(people, "another good one")
        }
    }

    @Test func aPasswordThatWasChangedMeanwhileMakesNone() throws {
        try withAda { fixture in
            let other = try fixture.openAgain()
            defer { other.close() }
            try fixture.people.refresh()
            _ = try fixture.people.signIn.verify(password: password, of: "ada", from: home)
            _ = try other.persons.setPassword("another good one", of: "ada")
            // The clocks stand still, so that nobody has looked since.
            #expect(lockerError { try open(fixture.people) }?.code == .permissionDenied)
            try #expect(other.credentials.all(of: "ada").isEmpty)
        }
    }

    @Test func disablingShutsItOut() throws {
        try withAda { fixture in
            let made = try open(fixture.people)
            _ = try fixture.people.persons.setDisabled(true, "ada")
            #expect(!fixture.people.isLive(made.credential.id))
            #expect(lockerError { try fixture.people.signIn.verify(session: made.secret, from: home) } != nil)
        }
    }
}
