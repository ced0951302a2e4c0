import GRDB
import People
import Testing

@Suite struct LastUseTests {
    private func kept(_ fixture: PeopleFixture) throws -> Int64? {
        try fixture.tamper { try Int64.fetchOne($0, sql: "SELECT max(used) FROM credential") }
    }

    @Test func theFirstUseIsWrittenAtOnceAndOthersOnceAMinute() throws {
        try withAda { fixture in
            let (people, clock) = (fixture.people, fixture.clock)
            let made = try people.credentials.add(.token, of: "ada", label: "laptop")
            clock.pass(seconds: 10)
            let first = clock.now
            _ = try people.signIn.verify(token: made.secret, from: home)
            try people.refresh()
            try #expect(people.credentials.all(of: "ada").first?.lastUsed == first)
            try #expect(kept(fixture) == first)
            clock.pass(seconds: 59)
            let used = clock.now
            _ = try people.signIn.verify(token: made.secret, from: home)
            try people.refresh()
            try #expect(people.credentials.all(of: "ada").first?.lastUsed == used)
            try #expect(kept(fixture) == first)
            clock.pass(seconds: 1)
            try people.refresh()
            try #expect(kept(fixture) == used)
            try #expect(people.credentials.all(of: "ada").first?.lastUsed == used)
        }
    }

    /// A first use stays one that is not written yet when somebody else changes the database before.
    @Test func aFirstUseIsWrittenThoughAllIsTakenInAnew() throws {
        try withAda { fixture in
            let (people, clock) = (fixture.people, fixture.clock)
            let made = try people.credentials.add(.token, of: "ada", label: "laptop")
            _ = try people.signIn.verify(token: made.secret, from: home)
            try fixture.tamper { try $0.execute(sql: "UPDATE credential SET label = 'desk'") }
            try people.refresh()
            try #expect(kept(fixture) == clock.now)
            // That of another one is none of this one's.
            clock.pass(seconds: 1)
            let phone = try people.credentials.add(.app, of: "ada", label: "phone")
            _ = try people.signIn.verify(user: "ada", appPassword: phone.secret, from: home)
            try people.refresh()
            try #expect(kept(fixture) == clock.now)
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
