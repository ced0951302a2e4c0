import GRDB
import People
import Testing

@Suite struct LastUseTests {
    private func kept(_ fixture: PeopleFixture) throws -> Int64? {
        try fixture.tamper { try Int64.fetchOne($0, sql: "SELECT max(used) FROM credential") }
    }

    @Test func theLastUseIsShownAtOnceAndWrittenOnceAMinute() throws {
        try withAda { fixture in
            let (people, clock) = (fixture.people, fixture.clock)
            let made = try people.credentials.add(.token, of: "ada", label: "laptop")
            clock.pass(seconds: 10)
            let used = clock.now
            _ = try people.signIn.verify(token: made.secret, from: home)
            try people.refresh()
            try #expect(people.credentials.all(of: "ada").first?.lastUsed == used)
            try #expect(kept(fixture) == nil)
            clock.pass(seconds: 50)
            try people.refresh()
            try #expect(kept(fixture) == used)
            try #expect(people.credentials.all(of: "ada").first?.lastUsed == used)
        }
    }

    @Test func itIsWrittenAtTheEnd() throws {
        try withAda { fixture in
            let again = try fixture.openAgain()
            let made = try again.credentials.add(.token, of: "ada", label: "laptop")
            _ = try again.signIn.verify(token: made.secret, from: home)
            again.close()
            try #expect(kept(fixture) == fixture.clock.now)
        }
    }

    @Test func aClockThatIsSetBackTakesNothingBack() throws {
        try withAda { fixture in
            let (people, clock) = (fixture.people, fixture.clock)
            let made = try people.credentials.add(.token, of: "ada", label: "laptop")
            let used = clock.now
            _ = try people.signIn.verify(token: made.secret, from: home)
            clock.pass(seconds: 60)
            try people.refresh()
            clock.jump(seconds: -86_400)
            _ = try people.signIn.verify(token: made.secret, from: home)
            clock.pass(seconds: 60)
            try people.refresh()
            try #expect(kept(fixture) == used)
        }
    }
}
