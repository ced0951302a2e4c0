import LockerBase
import People
import Testing

@Suite struct PersonTests {
    @Test func aPersonSignsInWithTheirPassword() throws {
        try withPeople { fixture in
            let people = fixture.people
            let event = try people.persons.add("ada", password: password)
            #expect(event.facts == ["action": "person-added", "person": "ada"])
            let signedIn = try people.signIn.verify(password: password, of: "ada", from: home)
            #expect(signedIn.person == "ada")
            #expect(signedIn.credential == nil)
            #expect(people.credentials.isLive(signedIn))
            // From memory now.
            try #expect(people.signIn.verify(password: password, of: "ada", from: home) == signedIn)
        }
    }

    @Test func whatIsWrongIsNotTold() throws {
        try withAda { fixture in
            let (persons, signIn) = (fixture.people.persons, fixture.people.signIn)
            _ = try persons.add("bob", password: password)
            _ = try persons.setDisabled(true, "bob")
            var errors: [LockerError?] = []
            for (name, text) in [("ada", "wrong horse"), ("nobody", password), ("bob", password), ("ada", "")] {
                errors.append(lockerError { try signIn.verify(password: text, of: name, from: home) })
            }
            for (name, text) in [("ada", password), ("", "")] {
                errors.append(lockerError { try signIn.verify(user: name, appPassword: text, from: home) })
            }
            errors.append(lockerError { try signIn.verify(token: password, from: home) })
            let sent = salted(password, "x1")
            errors.append(lockerError { try signIn.verify(user: "ada", token: sent, salt: "x1", from: home) })
            let codes = errors.map { $0?.code }
            #expect(codes == Array(repeating: LockerError.Code.permissionDenied, count: 8))
            let messages = Set(errors.map { $0?.message ?? "" })
            #expect(messages.count == 1)
        }
    }

    @Test func namesAndPasswordsHaveRules() throws {
        try withAda { fixture in
            let persons = fixture.people.persons
            #expect(lockerError { try persons.add("ada", password: password) }?.code == .alreadyExists)
            #expect(lockerError { try persons.add("a b", password: password) }?.code == .invalidArgument)
            for bad in ["qwzx", "line\nbreak", String(repeating: "x", count: 1025)] {
                let error = lockerError { try persons.add("bob", password: bad) }
                #expect(error?.code == .invalidArgument)
                #expect(error?.message.contains(bad) == false)
            }
            try #expect(persons.all().map(\.name) == ["ada"])
        }
    }

    @Test func aPasswordIsTheSameHoweverAKeyboardPutsItsMarks() throws {
        try withPeople { fixture in
            _ = try fixture.people.persons.add("ada", password: "caf\u{E9} caf\u{E9}")
            let signIn = fixture.people.signIn
            try #expect(signIn.verify(password: "cafe\u{301} cafe\u{301}", of: "ada", from: home).person == "ada")
            try #expect(signIn.verify(password: "caf\u{E9} caf\u{E9}", of: "ada", from: home).person == "ada")
        }
    }

    @Test func anotherPasswordEndsSessionsAndNothingElse() throws {
        try withAda { fixture in
            let (people, signIn) = (fixture.people, fixture.people.signIn)
            let token = try people.credentials.add(.token, of: "ada", label: "laptop")
            let here = try people.credentials.add(.session, of: "ada", label: "this browser")
            let there = try people.credentials.add(.session, of: "ada", label: "another one")
            _ = try signIn.verify(password: password, of: "ada", from: home)
            let event = try people.persons.setPassword(
                "battery staple", of: "ada", keeping: here.credential.id)
            #expect(event.details["revoked"] == "1")
            #expect(lockerError { try signIn.verify(password: password, of: "ada", from: home) } != nil)
            _ = try signIn.verify(password: "battery staple", of: "ada", from: home)
            _ = try signIn.verify(token: token.secret, from: home)
            _ = try signIn.verify(session: here.secret, from: home)
            #expect(lockerError { try signIn.verify(session: there.secret, from: home) } != nil)
        }
    }

    @Test func nothingSignsADisabledPersonIn() throws {
        try withAda { fixture in
            let (people, signIn) = (fixture.people, fixture.people.signIn)
            let token = try people.credentials.add(.token, of: "ada", label: "laptop")
            let app = try people.credentials.add(.app, of: "ada", label: "phone")
            let byPassword = try signIn.verify(password: password, of: "ada", from: home)
            _ = try people.persons.setDisabled(true, "ada")
            #expect(lockerError { try signIn.verify(password: password, of: "ada", from: home) } != nil)
            #expect(lockerError { try signIn.verify(token: token.secret, from: home) } != nil)
            #expect(lockerError { try signIn.verify(user: "ada", appPassword: app.secret, from: home) } != nil)
            #expect(!people.isLive(token.credential.id))
            #expect(!people.credentials.isLive(byPassword))
            _ = try people.persons.setDisabled(false, "ada")
            _ = try signIn.verify(token: token.secret, from: home)
            _ = try signIn.verify(user: "ada", appPassword: app.secret, from: home)
            #expect(people.isLive(app.credential.id))
            #expect(people.credentials.isLive(byPassword))
        }
    }

    @Test func whatSignsAPersonInStaysWhenTheyAreRenamed() throws {
        try withAda { fixture in
            let (people, signIn) = (fixture.people, fixture.people.signIn)
            let token = try people.credentials.add(.token, of: "ada", label: "laptop")
            let app = try people.credentials.add(.app, of: "ada", label: "phone")
            _ = try people.persons.rename("ada", to: "lovelace")
            try #expect(signIn.verify(token: token.secret, from: home).person == "lovelace")
            let sent = salted(app.secret, "salt")
            try #expect(signIn.verify(user: "lovelace", token: sent, salt: "salt", from: home).label == "phone")
            _ = try signIn.verify(user: "lovelace", appPassword: app.secret, from: home)
            _ = try signIn.verify(password: password, of: "lovelace", from: home)
            #expect(lockerError { try signIn.verify(user: "ada", appPassword: app.secret, from: home) } != nil)
            // As whoever opens it next reads it.
            let again = try fixture.openAgain()
            defer { again.close() }
            _ = try again.signIn.verify(user: "lovelace", appPassword: app.secret, from: home)
            #expect(again.unreadable.isEmpty)
        }
    }

    @Test func nothingIsLeftOfWhoIsRemoved() throws {
        try withAda { fixture in
            let people = fixture.people
            let token = try people.credentials.add(.token, of: "ada", label: "laptop")
            _ = try people.persons.remove("ada")
            #expect(!people.isLive(token.credential.id))
            #expect(lockerError { try people.signIn.verify(token: token.secret, from: home) } != nil)
            #expect(lockerError { try people.credentials.all(of: "ada") }?.code == .notFound)
            #expect(lockerError { try people.persons.remove("ada") }?.code == .notFound)
            // Somebody else of the same name has nothing of theirs.
            _ = try people.persons.add("ada", password: "battery staple")
            try #expect(people.credentials.all(of: "ada").isEmpty)
            #expect(lockerError { try people.signIn.verify(token: token.secret, from: home) } != nil)
        }
    }

    @Test func personsAreListedWithWhatTheyHave() throws {
        try withAda { fixture in
            let people = fixture.people
            let token = try people.credentials.add(.token, of: "ada", label: "laptop")
            let old = try people.credentials.add(.token, of: "ada", label: "old laptop")
            _ = try people.credentials.revoke(old.credential.id)
            fixture.clock.pass(seconds: 100)
            let used = fixture.clock.now
            _ = try people.signIn.verify(token: token.secret, from: home)
            try people.refresh()
            let ada = try #require(try people.persons.person(named: "ada"))
            #expect(ada.credentials == 1)
            #expect(ada.lastUsed == used)
            #expect(!ada.isDisabled)
            try #expect(people.persons.person(named: "bob") == nil)
        }
    }
}
