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
