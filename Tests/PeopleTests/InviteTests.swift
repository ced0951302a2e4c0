import LockerBase
import People
import Testing

@Suite struct InviteTests {
    @Test func aCodeWorksOnce() throws {
        try withPeople { fixture in
            let (people, invites) = (fixture.people, fixture.people.invites)
            let made = try invites.make(for: "ada")
            try #expect(invites.all() == [made.invite])
            try #expect(invites.invite(code: made.code, from: home).name == "ada")
            let event = try invites.accept(code: made.code, password: password, from: home)
            #expect(event.facts == ["action": "invite-accepted", "person": "ada"])
            _ = try people.signIn.verify(password: password, of: "ada", from: home)
            let error = lockerError { try invites.accept(code: made.code, password: password, from: home) }
            #expect(error?.code == .permissionDenied)
            try #expect(invites.all().isEmpty)
        }
    }

    @Test func aCodeIsOverAfterSevenDays() throws {
        try withPeople { fixture in
            let (invites, week) = (fixture.people.invites, 7.0 * 86_400)
            let made = try invites.make(for: "ada")
            fixture.clock.pass(seconds: week - 1)
            _ = try invites.invite(code: made.code, from: home)
            fixture.clock.pass(seconds: 1)
            let error = lockerError { try invites.accept(code: made.code, password: password, from: home) }
            #expect(error?.code == .permissionDenied)
            try #expect(fixture.people.persons.all().isEmpty)
            try #expect(invites.all().isEmpty)
        }
    }

    @Test func anotherInvitationTakesThePlaceOfTheFirst() throws {
        try withPeople { fixture in
            let invites = fixture.people.invites
            let (first, second) = (try invites.make(for: "ada"), try invites.make(for: "ada"))
            #expect(lockerError { try invites.invite(code: first.code, from: home) }?.code == .permissionDenied)
            _ = try invites.accept(code: second.code, password: password, from: home)
        }
    }

    @Test func nobodyIsInvitedToBeWhoIsThere() throws {
        try withAda { fixture in
            let invites = fixture.people.invites
            #expect(lockerError { try invites.make(for: "ada") }?.code == .alreadyExists)
            #expect(lockerError { try invites.make(for: "a b") }?.code == .invalidArgument)
            // Nor to be who was added meanwhile, or is called so now.
            let (bob, eve) = (try invites.make(for: "bob"), try invites.make(for: "eve"))
            _ = try fixture.people.persons.add("bob", password: password)
            _ = try fixture.people.persons.rename("ada", to: "eve")
            for code in [bob.code, eve.code] {
                let error = lockerError { try invites.accept(code: code, password: "battery staple", from: home) }
                #expect(error?.code == .permissionDenied)
            }
            _ = try fixture.people.signIn.verify(password: password, of: "eve", from: home)
        }
    }

    @Test func aPasswordAgainstTheRuleUsesNoCode() throws {
        try withPeople { fixture in
            let invites = fixture.people.invites
            let made = try invites.make(for: "ada")
            let error = lockerError { try invites.accept(code: made.code, password: "short", from: home) }
            #expect(error?.code == .invalidArgument)
            _ = try invites.accept(code: made.code, password: password, from: home)
        }
    }

    @Test func oneThatIsWithdrawnIsOver() throws {
        try withPeople { fixture in
            let invites = fixture.people.invites
            let made = try invites.make(for: "ada")
            _ = try invites.withdraw("ada")
            #expect(lockerError { try invites.invite(code: made.code, from: home) }?.code == .permissionDenied)
            #expect(lockerError { try invites.withdraw("ada") }?.code == .notFound)
        }
    }

    @Test func wrongCodesSlowDownAndRightOnesAreTaken() throws {
        try withPeople { fixture in
            let invites = fixture.people.invites
            let made = try invites.make(for: "ada")
            var codes: [LockerError.Code?] = []
            for _ in 0..<12 { codes.append(lockerError { try invites.invite(code: "wrong", from: home) }?.code) }
            #expect(codes == twelveTries)
            _ = try invites.accept(code: made.code, password: password, from: home)
        }
    }

    /// The command line invites, and the gateway lets in.
    @Test func anInvitationOfAnotherProcessIsTaken() throws {
        try withPeople { fixture in
            let other = try fixture.openAgain()
            defer { other.close() }
            let made = try other.invites.make(for: "ada")
            _ = try fixture.people.invites.accept(code: made.code, password: password, from: home)
            #expect(lockerError { try other.invites.invite(code: made.code, from: home) }?.code == .permissionDenied)
        }
    }
}
