import LockerBase
import People
import Testing

/// The gateway and the command line have one database open.
@Suite struct SharingTests {
    private func withTwo(_ body: (PeopleFixture, People) throws -> Void) throws {
        try withAda { fixture in
            let other = try fixture.openAgain()
            defer { other.close() }
            // What opening it has changed.
            try fixture.people.refresh()
            try body(fixture, other)
        }
    }

    @Test func whatAnotherProcessRevokesIsRevokedAtTheNextLook() throws {
        try withTwo { fixture, other in
            let people = fixture.people
            let made = try people.credentials.add(.token, of: "ada", label: "laptop")
            #expect(people.isLive(made.credential.id))
            _ = try other.credentials.revoke(made.credential.id)
            try #expect(people.refresh())
            #expect(!people.isLive(made.credential.id))
            try #expect(!people.refresh())
        }
    }

    @Test func whoIsDisabledElsewhereIsDisabledHere() throws {
        try withTwo { fixture, other in
            let people = fixture.people
            let made = try people.credentials.add(.app, of: "ada", label: "phone")
            let signedIn = try people.signIn.verify(password: password, of: "ada", from: home)
            _ = try other.persons.setDisabled(true, "ada")
            try people.refresh()
            #expect(!people.isLive(made.credential.id))
            #expect(!people.credentials.isLive(signedIn))
            #expect(lockerError { try people.signIn.verify(password: password, of: "ada", from: home) } != nil)
            _ = try other.persons.setDisabled(false, "ada")
            try people.refresh()
            #expect(people.isLive(made.credential.id))
        }
    }

    @Test func whatAnotherProcessAddsSignsIn() throws {
        try withTwo { fixture, other in
            _ = try other.persons.add("bob", password: "battery staple")
            let made = try other.credentials.add(.app, of: "bob", label: "phone")
            try fixture.people.refresh()
            let sent = salted(made.secret, "s")
            let signedIn = try fixture.people.signIn.verify(user: "bob", token: sent, salt: "s", from: home)
            #expect(signedIn.credential == made.credential.id)
        }
    }

    /// Where nobody calls ``People/refresh()``.
    @Test func signingInLooksByItself() throws {
        try withTwo { fixture, other in
            let people = fixture.people
            let made = try people.credentials.add(.token, of: "ada", label: "laptop")
            _ = try other.credentials.revoke(made.credential.id)
            fixture.clock.pass(seconds: 0.25)
            #expect(lockerError { try people.signIn.verify(token: made.secret, from: home) } != nil)
        }
    }

    /// Without ``People/refresh()``, and without time that passes.
    @Test func whatAnotherProcessMakesCountsAtOnce() throws {
        try withTwo { fixture, other in
            let signIn = fixture.people.signIn
            let token = try other.credentials.add(.token, of: "ada", label: "laptop").secret
            try #expect(signIn.verify(token: token, from: home).label == "laptop")
            let app = try other.credentials.add(.app, of: "ada", label: "phone").secret
            try #expect(signIn.verify(user: "ada", appPassword: app, from: home).label == "phone")
            let player = try other.credentials.add(.app, of: "ada", label: "player").secret
            try #expect(
                signIn.verify(user: "ada", token: salted(player, "s"), salt: "s", from: home).label == "player")
            _ = try other.persons.add("bob", password: "battery staple")
            try #expect(signIn.verify(password: "battery staple", of: "bob", from: home).person == "bob")
            _ = try other.persons.setDisabled(true, "ada")
            try fixture.people.refresh()
            #expect(lockerError { try signIn.verify(token: token, from: home) } != nil)
            _ = try other.persons.setDisabled(false, "ada")
            try #expect(signIn.verify(token: token, from: home).label == "laptop")
        }
    }

    /// Whoever tries what is wrong has the database looked at so often in a quarter of a second, and no more.
    @Test func wrongTriesDoNotHaveTheDatabaseLookedAtWithoutEnd() throws {
        try withTwo { fixture, other in
            let signIn = fixture.people.signIn
            for _ in 0..<16 { #expect(lockerError { try signIn.verify(token: "lk_old", from: elsewhere) } != nil) }
            let made = try other.credentials.add(.token, of: "ada", label: "laptop").secret
            #expect(lockerError { try signIn.verify(token: made, from: home) } != nil)
            fixture.clock.pass(seconds: 0.25)
            try #expect(signIn.verify(token: made, from: home).label == "laptop")
        }
    }

    @Test func ownChangesAreNoOthers() throws {
        try withTwo { fixture, _ in
            let made = try fixture.people.credentials.add(.token, of: "ada", label: "laptop")
            _ = try fixture.people.credentials.revoke(made.credential.id)
            try #expect(!fixture.people.refresh())
        }
    }

    @Test func aPasswordThatIsChangedElsewhereIsNotRemembered() throws {
        try withTwo { fixture, other in
            let signIn = fixture.people.signIn
            _ = try signIn.verify(password: password, of: "ada", from: home)
            _ = try other.persons.setPassword("battery staple", of: "ada")
            try fixture.people.refresh()
            #expect(lockerError { try signIn.verify(password: password, of: "ada", from: home) } != nil)
            _ = try signIn.verify(password: "battery staple", of: "ada", from: home)
        }
    }

    @Test func allIsThereAfterReopening() throws {
        try withTwo { fixture, other in
            let made = try other.credentials.add(.app, of: "ada", label: "phone")
            other.close()
            fixture.people.close()
            let again = try fixture.openAgain()
            defer { again.close() }
            _ = try again.signIn.verify(user: "ada", appPassword: made.secret, from: home)
            _ = try again.signIn.verify(password: password, of: "ada", from: home)
        }
    }
}
